"""Locks, limits and checks that services share; nothing else calls them."""
