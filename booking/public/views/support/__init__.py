"""Helpers that several views of the website share."""
