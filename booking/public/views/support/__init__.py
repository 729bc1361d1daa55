"""Helpers that several public views share."""
