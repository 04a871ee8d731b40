"""Every bad or awkward file in the browser edition, where the Python that reads it lives in the page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.answers import answers_to
from tests.corpus.test_corpus import CASES
from tests.edition.site import ready, serving


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_every_file_gets_its_answer_in_the_browser_edition(browser: Browser, site_folder: Path):
    context = browser.new_context()
    for served in serving(site_folder):
        page = context.new_page()
        page.goto(f"{served.address}some/folder/02_know_your_cohort.html")
        ready(page)
        answers = answers_to(page, CASES)
        print(f"\n{answers.files} files, slowest {answers.slowest[0]:.1f} s: {answers.slowest[1]}")
        assert answers.faults == {} and answers.files == len(CASES)
    context.close()
