#!/usr/bin/env python
"""Django's command line, with the embedded services where the environment names no others."""

import os
import sys


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinesite.settings")
    from kinesite import progress  # noqa: PLC0415  after the setting

    if sys.argv[1:2] == ["run"]:
        progress.begin()
    from django.core.management import execute_from_command_line  # noqa: PLC0415  may take a while

    from kinesite import embedded  # noqa: PLC0415  likewise

    with embedded.lease():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
