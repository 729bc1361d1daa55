"""What readers get of the sources: the library at /bronnen/, files, and data for machines."""
