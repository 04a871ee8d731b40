"""The browser edition's tests share one built site with the tests that drive it and those that run in its Python."""

from tests.browser.conftest import browser
from tests.edition.site import site, site_folder

__all__ = ["browser", "site", "site_folder"]
