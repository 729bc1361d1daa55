"""Benchmarks run by hand and seldom: here they show at least that they still fit the site."""

import subprocess
import sys

from django.conf import settings


def test_all_that_make_bench_measures_can_be_imported():
    done = subprocess.run(
        [sys.executable, "-c", "import benchmarks.__main__"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert done.returncode == 0
