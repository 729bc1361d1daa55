"""Screens of the desk. Each asks for its permission itself."""
