"""Days, hours, lengths and translated texts as people read them."""
