"""What is sent of a page, and when: the first paint does not wait for the kernel."""

import asyncio
import logging

import pytest

from server import pages
from server.first_paint import FirstPaint
from server.pages import LOST, PageHandler

PAINT = FirstPaint(
    ("<h1>Title</h1>", "<footer>"), ("m",), {"primary": ("418 pupils",), "secondary": ("1,150 pupils",)}, "<i>the end</i>"
)


class Handler:
    """A handler with a page whose kernel comes when `arrived` is set, with these parts or with this error."""

    log = logging.getLogger("test")
    set_header = print

    def __init__(self, school: str = "", parts: list[str] | Exception = ("m-1",)):
        self.school, self.parts, self.arrived, self.pages = school, parts, asyncio.Event(), self

    def get_argument(self, name: str, default: str) -> str:
        return self.school or default

    async def first_paint(self, path: str) -> FirstPaint:
        return PAINT

    async def open(self, path: str, school: str) -> tuple[str, list[str]]:
        await self.arrived.wait()
        if isinstance(self.parts, Exception):
            raise self.parts
        return f"kernel for {school}", list(self.parts)


def sent(steps):
    """What steps that read the pieces of a page give back."""
    return asyncio.run(steps())


def test_the_first_paint_is_sent_before_there_is_a_kernel_and_the_end_after():
    async def steps() -> tuple[str, str]:
        handler = Handler()
        pieces = PageHandler.get_generator(handler, "page.ipynb")
        first = await anext(pieces)
        handler.arrived.set()
        return first, await anext(pieces)

    first, last = sent(steps)
    assert "418 pupils" in first and "the end" not in first
    assert "the end" in last


def test_an_address_that_names_an_invented_school_gets_that_schools_pictures():
    async def steps() -> str:
        return await anext(PageHandler.get_generator(Handler("secondary"), "page.ipynb"))

    assert "1,150 pupils" in sent(steps) and "418" not in sent(steps)


def test_while_the_kernel_is_slow_the_page_gets_signs_of_life(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "KEEP_ALIVE", 0.001)

    async def steps() -> list[str]:
        pieces = PageHandler.get_generator(Handler(), "page.ipynb")
        return [await anext(pieces) for _ in range(3)]

    assert sent(steps)[1:] == ["<!-- -->\n"] * 2


@pytest.mark.parametrize("parts", [RuntimeError("no kernel"), [], ["one", "too many"]])
def test_where_the_kernel_does_not_come_or_made_other_parts_the_page_says_so(parts):
    async def steps() -> list[str]:
        handler = Handler(parts=parts)
        handler.arrived.set()
        return [piece async for piece in PageHandler.get_generator(handler, "page.ipynb")]

    assert sent(steps)[-1] == LOST
