"""What a page says to one file after another, and whether it still lives, for tests."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import open_file, panel
from tests.corpus.case import Case

HANG = 60_000  # milliseconds; something is wrong and not just slow
PLANTED = ("Zebedee", "Quillfeather", "Byron", "Dear colleague")
_NEW = ":is([role=alert], .what-was-read):not([data-old])"
# Marks what is said already, and notes how long a person waits from choosing a file to its answer.
_WATCH = """(part, fresh) => {
  part.querySelectorAll(fresh).forEach((one) => (one.dataset.old = "yes"));
  let chosen;
  part.addEventListener("change", () => (chosen = performance.now()), { capture: true, once: true });
  const watch = new MutationObserver(() => {
    if (!part.querySelector(fresh)) return;
    window.waited = performance.now() - chosen;
    watch.disconnect();
  });
  watch.observe(part, { childList: true, subtree: true });
}"""


@dataclass
class Answers:
    """What went wrong with each file, and how long the slowest answer took."""

    faults: dict[str, list[str]] = field(default_factory=dict)
    files: int = 0
    slowest: tuple[float, str] = (0.0, "")


def answers_to(page: Page, cases: Iterable[Case]) -> Answers:
    """Each file chosen in the picker of one live page, as a person does, and what was wrong with its answer."""
    answers, errors = Answers(), []
    page.on("pageerror", lambda error: errors.append(f"error in the page: {error}"))
    page.on("dialog", lambda dialog: (errors.append("something in the file ran"), dialog.dismiss()))
    for case in cases:
        content = case.make()
        errors.clear()
        picker = page.locator('.live[data-ready][data-name="school picker"]')
        picker.evaluate(_WATCH, _NEW)
        open_file(page, content)
        said = picker.locator(_NEW)
        said.wait_for(timeout=HANG)
        answers.slowest = max(answers.slowest, (page.evaluate("window.waited") / 1000, case.name))
        answers.files += 1
        if faults := [*_faults(page, picker, said, case), *errors, *_dead(page)]:
            answers.faults[case.name] = faults
    return answers


def _faults(page: Page, picker: Locator, said: Locator, case: Case) -> list[str]:
    """What is wrong with the answer that stands on the page."""
    words = said.inner_text()
    refused = said.get_attribute("role") == "alert"
    wrong = {
        "refused, or not": refused != (case.outcome == "no"),
        "nothing said on what to do": refused and said.locator("p").count() != 2,
        "the list before it stands there still": refused and picker.locator(".what-was-read").count() > 0,
        "another number of pupils": bool(case.pupils) and not refused and not re.search(rf"\b{case.pupils:,} pupils?\b", words),
        "the question does not stand there": case.outcome == "ask" and not picker.locator(f'[name="{case.says}"]').first.is_visible(),
        "the focus is elsewhere": not said.evaluate("(one) => one.contains(document.activeElement) || one === document.activeElement"),
        "no calm message": "Something went wrong" in words or "Traceback" in page.content(),
        "a value of the file is told": any(planted in page.content() for planted in PLANTED),
        "something in the file ran": page.evaluate("'harm' in window"),
        "another school": page.locator("header [data-school-in-use]").inner_text() != "Foxglove Primary (invented)",
        "a banner": page.locator(".lost").count() > 0,
    }
    return [f"{what}: {words[:300]}" for what, it_is in wrong.items() if it_is]


def _dead(page: Page) -> list[str]:
    """Whether a control of the page no longer answers."""
    needs = panel(page, "need_of_all_pupils")
    include = needs.get_by_label("Include")
    choice, about = ("K", "SEN support") if include.input_value() != "K" else ("E", "an EHC plan")
    include.select_option(choice)
    try:
        expect(needs.locator(".notes")).to_contain_text(f"pupils {'on' if choice == 'K' else 'with'} {about}", timeout=HANG)
    except AssertionError:
        return ["a control does not answer any more"]
    return []
