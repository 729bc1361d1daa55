"""Locks, limits and checks that services share; only services call them."""
