"""The website that patients see: its pages, their forms, and the data that the pages show."""
