"""The browser edition: the same pages as a static site, with Python inside the page. `tools/build_browser_edition.py` makes it."""
