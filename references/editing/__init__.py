"""The screens of the sources for editors: library, chooser, import, merging and checking."""
