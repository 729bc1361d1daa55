"""The work as the site stores and compares it. Pure: no record, file, registry or screen."""
