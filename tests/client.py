"""Django's test client as a browser of the desk: it goes on to the page that answers a form."""

from typing import Any

from django.test import Client

from kinesite.staff.kept_answers import MARK


class Browser(Client):
    """A client that shows the page at the address to which a form of the desk leads.

    The answer has the contexts with which that page was drawn. Where a form leads elsewhere, as
    after something was done, it stays at the redirect like Django's own.
    """

    def post(self, path: str, data: Any = None, *, follow: bool = False, **more: Any) -> Any:
        answer = super().post(path, data, **more)
        where = answer.get("Location", "")
        if f"{MARK}=" in where:
            page = self.get(where)
            page.context, page.templates = answer.context, answer.templates
            return page
        return self._handle_redirects(answer, **more) if follow else answer
