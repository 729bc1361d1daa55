"""The content policy of the pages: settings of django-csp, and of our middleware above it."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

FOR_VISITORS = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# The Wagtail admin still writes scripts and styles into its pages.
FOR_STAFF = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
