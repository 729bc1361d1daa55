"""Texts of Django, of Wagtail and of its programs that we say in our own words."""
