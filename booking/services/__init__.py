"""Use cases of booking, one per module: each locks first, checks next, and then writes.

A room per subject; `guards` holds the locks and checks that they share.
"""
