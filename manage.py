#!/usr/bin/env python
"""Django's command line, with the embedded services running where the environment names no others."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinesite.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  needs the setting above

    from kinesite import embedded  # noqa: PLC0415  settings first, then what they need

    with embedded.lease():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
