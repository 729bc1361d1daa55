"""Erasing details that the practice need not keep."""
