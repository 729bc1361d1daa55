"""Pure calendar arithmetic: no database, no framework, every instant aware."""
