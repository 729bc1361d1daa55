"""Owing patients their mail, and sending it."""
