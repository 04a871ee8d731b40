"""How a person finds her way about the pages, for tests."""

from playwright.sync_api import Locator, Page

MODULE = "voila/render/02_know_your_cohort.ipynb"

# A list as a school's system exports it: byte-order mark, non-breaking spaces in headings, labels with commas, a leaver.
OWN_LIST = (
    "\ufeffStudent ID,Name,Year group(s)\u00a0this academic year,Registration form(s)\u00a0this academic year,"
    "SEN\u00a0status,SEN\u00a0need(s)\r\n"
    + "".join(
        f'{1000 + n},Xyzname{n} Qqsurname{n},{"" if n == 0 else f"Year {7 + n % 5}"},{7 + n % 5}A,'
        + (
            'SEN Support,"Speech, Language and Communication Needs, Moderate Learning Difficulty"\r\n'
            if n % 6 == 0
            else '"Education, Health and Care Plan",Autistic Spectrum Disorder\r\n'
            if n % 15 == 1
            else ",\r\n"
        )
        for n in range(61)
    )
)


def panel(page: Page, view: str) -> Locator:
    """The live panel of a view."""
    return page.locator(f'.live[data-ready][data-name="panel {view}"]')


def open_file(page: Page, content: bytes, name: str = "list.csv") -> None:
    """Choose a file in the picker, as a person does."""
    live = page.locator('.live[data-ready][data-name="school picker"]')
    summary = live.locator("#choose-school > summary")
    if not live.locator("#own-file").is_visible():
        summary.click()
    live.locator("#own-file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
