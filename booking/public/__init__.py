"""The website of a patient: pages, forms, and what they show."""
