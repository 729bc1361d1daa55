"""Planning, booking and changing several appointments in one go."""
