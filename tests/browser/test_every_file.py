"""Every bad or awkward file in a real browser: a sentence comes, and page, Python and the school in use stay as they were."""

import pytest
from playwright.sync_api import Page

from tests.browser.answers import answers_to
from tests.corpus.test_corpus import CASES

# One of each kind: container, hostile, shape, encoding, dialect, headings, pupils, cells, injection.
ONE_OF_EACH = (4, 28, 67, 80, 98, 114, 129, 147, 169)
MOST_SECONDS = 5


def test_a_file_of_each_kind_gets_its_answer_and_the_page_lives_on(module: Page):
    chosen = {case.number: case for case in CASES if case.number in ONE_OF_EACH}
    answers = answers_to(module, chosen.values())
    assert answers.faults == {} and answers.files == len(ONE_OF_EACH)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_every_file_gets_its_answer_on_one_page(module: Page):
    answers = answers_to(module, CASES)
    print(f"\n{answers.files} files, slowest {answers.slowest[0]:.1f} s: {answers.slowest[1]}")
    assert answers.faults == {} and answers.files == len(CASES)
    assert answers.slowest[0] < MOST_SECONDS
