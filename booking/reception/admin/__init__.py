"""Lists, menus and panels of the desk in the Wagtail admin."""
