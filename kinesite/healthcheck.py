"""Ask this container's web server how it is: `python kinesite/healthcheck.py live|ready`.

The request names the host of SITE_URL, the only one that the site answers to. Nothing of the site
is imported.
"""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit


def main(question: str) -> None:
    """Request this health address, and end the program with the problem if there is one."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/{question}"
    )
    request.add_header("Host", urlsplit(os.environ["SITE_URL"]).netloc)
    try:
        urllib.request.urlopen(request, timeout=8).close()
    except urllib.error.HTTPError as error:
        sys.exit(error.read().decode())
    except OSError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1])
