"""Erasing what the practice need not keep."""
