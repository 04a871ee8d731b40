"""The pages of the browser edition can be used by everyone, also while Python is on its way: axe, as far as it can tell."""

import pytest
from playwright.sync_api import Browser, expect

from tests.accessibility.test_access import AXE, violations
from tests.edition.site import Site, ready

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not AXE, reason="axe-core comes with npm; this machine has no npm")]


# To another page of the site, as a link goes there.
GO = """name => {
  const link = Object.assign(document.createElement("a"), { href: `${name}.html` });
  document.body.append(link);
  link.click();
  link.remove();
}"""


def test_axe_finds_nothing_while_python_comes_and_once_it_is_there(browser: Browser, site: Site):
    names = sorted(path.stem for path in (site.folder / "some" / "folder").glob("*.html"))
    assert len(names) >= 5
    context = browser.new_context(bypass_csp=True)  # axe is a script that the pages would not allow
    page = context.new_page()
    waiting, there = {}, {}
    site.broken = {"libraries-": 503}
    for name in names:
        page.goto(f"{site.address}{name}.html")
        expect(page.locator(".python [role=status]")).to_contain_text("The network has gone")
        waiting[name] = violations(page)
    site.broken = {}
    for name in reversed(names):
        if not page.url.endswith(f"/{name}.html"):
            page.evaluate(GO, name)
            expect(page.locator(".python [role=status]")).to_contain_text("getting this page ready")
        ready(page)
        there[name] = violations(page)
    assert waiting == there == {name: [] for name in names}
    context.close()
