"""Pages in the system's Chromium, on a server of the test's own. All tests here are `browser`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.booking.conftest import practice_with_room
from tests.clock import since_real_time
from tests.factories.users import UserFactory

__all__ = ["practice_with_room"]

INSTALL = "apt-get install --no-install-recommends chromium-headless-shell"
# The first draws no window around a page and takes a third of the time; the others do as well.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    # A whole Chromium draws a window around each test's pages; the suggestions of its address bar
    # are pages of their own.
    "--disable-features=MediaRouter,OptimizationHints,Translate,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    # A fifth less work for the same pages: one process that draws them all, and scripts that run
    # once are not compiled for speed.
    "--in-process-gpu",
    "--renderer-process-limit=1",
    "--process-per-site",
    "--js-flags=--no-opt --no-maglev --max-lazy",
    # A page that asks something of another machine fails at that.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
# What fades in or changes colour has its contrast only at the end; what spins for ever has no end.
AT_REST = """() => Promise.allSettled(document.getAnimations()
    .filter(one => isFinite(one.effect.getComputedTiming().endTime))
    .map(one => one.finished))"""
# The pages' clock goes with that of the test; their timers need no other.
SHIFTED_CLOCK = """(shift => {
    const [Real, now] = [Date, Date.now];
    Date = new Proxy(Real, {
        construct: (_, given, made) =>
            Reflect.construct(Real, given.length ? given : [now() + shift], made),
        apply: () => String(new Date()),
    });
    Real.now = () => now() + shift;
})(%d)"""
# Of what axe knows of each rule and element, only the faults leave the page.
VIOLATIONS = """async ([part, rules]) => {
    const options = { runOnly: rules, resultTypes: ["violations"] };
    const { violations } = await axe.run(part ?? document, options);
    return violations.map(({ help, nodes }) => ({ help, nodes: nodes.map(one => one.html) }));
}"""
# How long a test waits for what it expects: a busy machine is no fault of the page.
expect.set_options(timeout=20_000)
ACCESSIBILITY_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another colour scheme can break, and what another width can.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
WIDTH_RULES = [*COLOUR_RULES, "target-size", "scrollable-region-focusable"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_type: Any
) -> dict[str, Any]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), browser_type.executable_path)
    if not Path(program).exists():
        missing = f"no Chromium was found; install one: {INSTALL}"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": program, "args": [*QUIET, *as_root]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {
        "locale": "nl-BE",
        "timezone_id": "Europe/Brussels",
        "viewport": DESKTOP,
    }


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """`page.goto("/afspraak/")` goes to the test's own server."""
    return live_server.url


@pytest.fixture(autouse=True)
def _links_lead_to_this_server(settings: Any, base_url: str) -> None:
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = base_url


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained of. A test that expects some looks, and then clears the list."""
    return []


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    return on_this_clock(context)


@pytest.fixture
def page(page: Page, faults: list[str]) -> Iterator[Page]:
    yield from _watched(page, faults)


@pytest.fixture
def editor(page: Page, admin_client: Any, base_url: str, settings: Any) -> Page:
    """The page of somebody who works in the admin."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # no save under way when a test ends
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
    return page


@pytest.fixture
def colleague(editor: Page, base_url: str, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The page of Lien at the other desk, in a browser of her own."""
    client = Client()
    client.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    assert editor.context.browser
    context = on_this_clock(editor.context.browser.new_context(**browser_context_args))
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(page: Page) -> Page:
    """The page on a telephone's screen."""
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def any_screen(page: Page, request: pytest.FixtureRequest) -> Page:
    """The test runs twice: on a telephone's screen and on a desk's."""
    page.set_viewport_size(request.param)
    return page


@pytest.fixture
def page_without_scripts(
    browser: Browser, browser_context_args: dict[str, Any], faults: list[str]
) -> Iterator[Page]:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield from _watched(context.new_page(), faults)
    context.close()


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """`assert_accessible(page)` runs axe on what the page shows now, in light and in dark."""

    def check(page: Page) -> None:
        # A press that leads elsewhere returns while the new page still loads.
        page.wait_for_load_state()
        told = faults_by_axe(page, "light", ACCESSIBILITY_RULES)
        told += faults_by_axe(page, "dark", COLOUR_RULES)
        assert told == [], "\n".join(told)

    return check


def on_this_clock(context: BrowserContext) -> BrowserContext:
    """Give the pages that will be opened the clock of the test."""
    context.add_init_script(script=SHIFTED_CLOCK % since_real_time())
    return context


def faults_by_axe(
    page: Page, scheme: Any, rules: list[str], *, part: str | None = None
) -> list[str]:
    """What axe finds by these rules or tags in that colour scheme, once nothing moves.

    It looks at the whole page, or at the part of it that a selector names.
    """
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    kind = "tag" if rules is ACCESSIBILITY_RULES else "rule"
    found = page.evaluate(VIOLATIONS, [part, {"type": kind, "values": rules}])
    return [f"{scheme}: {one['help']} ({html})" for one in found for html in one["nodes"]]


def _watched(page: Page, faults: list[str]) -> Iterator[Page]:
    def on_console(message: ConsoleMessage) -> None:
        # The browser asks for that icon by itself where a page names none, as plain text cannot.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            faults.append(f"{message.text} ({message.location['url']})")

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", on_console)
    yield page
    assert faults == [], "\n".join(faults)
