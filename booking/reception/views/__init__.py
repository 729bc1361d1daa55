"""Screens of the desk. A view names the permission that it needs in its decorator."""
