"""The sources for readers: the library at /bronnen/, files, and data for machines."""
