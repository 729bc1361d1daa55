"""Screens of the desk as plain data for their templates."""
