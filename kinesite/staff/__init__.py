"""Additions of the site to the Wagtail admin, and to the logins of its staff."""
