"""The desk: its screens and lists in the Wagtail admin."""
