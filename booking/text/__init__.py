"""Days, hours, lengths and translated texts in the form in which people read them."""
