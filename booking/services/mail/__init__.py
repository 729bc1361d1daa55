"""Mail: what is owed, and sending it."""
