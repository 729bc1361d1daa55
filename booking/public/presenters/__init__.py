"""What the pages show, worked out before a template starts: models and plans in, plain data out."""
