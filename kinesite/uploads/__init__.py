"""Bodies and files that come in: how large, where they are kept, and a disk that is full."""
