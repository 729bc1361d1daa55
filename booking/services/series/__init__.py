"""Several appointments planned, booked and changed in one go."""
