"""Finding patients, telling them apart, and merging those who are one person."""
