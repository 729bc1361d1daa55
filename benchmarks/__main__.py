"""Print the figures of `make bench`; each module also runs by itself."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from benchmarks import availability, bookings, desk, hostile, pages, parsing, patients  # noqa: E402
from kinesite import embedded  # noqa: E402

if __name__ == "__main__":
    with embedded.lease():
        pages.main()
        bookings.main()
        availability.main()
        patients.main()
        desk.main()
    parsing.main()
    hostile.main()
