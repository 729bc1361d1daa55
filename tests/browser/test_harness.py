"""What the browser tests rely on."""

import pytest
from django.utils import timezone
from playwright.sync_api import Error


def test_the_browser_reaches_the_site_of_this_test(page):
    page.goto("/health/live")

    assert page.inner_text("body") == "live"


def test_a_fault_in_a_page_is_noticed(page, faults):
    page.goto("/health/live")

    page.evaluate("console.error('broken'); setTimeout(() => { throw new Error('thrown') })")
    page.wait_for_timeout(100)

    assert [fault.split(" (")[0] for fault in faults] == ["broken", "thrown"]
    faults.clear()


def test_a_page_has_the_clock_of_the_test(page):
    page.goto("/health/live")
    at = timezone.now().timestamp() * 1000

    for told in ("Date.now()", "Number(new Date())", "Date.parse(Date())"):
        assert at - 1000 <= page.evaluate(told) < at + 30_000
    assert page.evaluate("new Date(0).toISOString()") == "1970-01-01T00:00:00.000Z"


def test_no_page_reaches_another_machine(page):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://kinesite.example/")


def test_what_is_not_accessible_is_told(page, assert_accessible):
    page.goto("/health/live")
    page.set_content("<html lang='nl'><title>x</title><main><h1>x</h1><input></main></html>")

    with pytest.raises(AssertionError, match="light: Form elements must have labels"):
        assert_accessible(page)


def test_scripts_can_be_off(page_without_scripts):
    page_without_scripts.goto(
        "data:text/html,<p>before</p><script>document.body.textContent='after'</script>"
    )

    assert page_without_scripts.inner_text("body") == "before"
