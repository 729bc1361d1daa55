"""Plain data for templates, worked out of models and plans before a template starts."""
