"""Pictures as they come in: bytes in, bytes without anything but the picture out. No records."""
