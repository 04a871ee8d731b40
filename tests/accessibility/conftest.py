"""The browser and the server of the browser tests, for the tests of access."""

from tests.browser.conftest import browser, module, page, serve, workbook

__all__ = ["browser", "module", "page", "serve", "workbook"]
