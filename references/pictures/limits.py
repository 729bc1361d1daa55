"""Limits of what comes in as a file. Nothing is imported here, as the settings read these too."""

# Bytes of one file: what today's telephones make of a photo, with room.
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_DRAWING = 2 * 1024 * 1024
# All images of a moving picture count. Decoded, a pixel takes four bytes of memory.
MOST_PIXELS = 40_000_000
# WebP, in which pages show pictures, knows no longer sides.
LONGEST_SIDE = 16_000
# Of a drawing: elements as a browser draws them, so with all that `use` repeats.
MOST_ELEMENTS = 20_000
DEEPEST = 60
LONGEST_SIDE_OF_DRAWING = 100_000

EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "svg", "webp"]
