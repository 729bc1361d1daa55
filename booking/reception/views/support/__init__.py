"""Helpers that several views of the desk share."""
