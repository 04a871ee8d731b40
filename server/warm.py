"""Kernels that are started before a page asks for one, with the workbook loaded. Each serves one page and no other."""

import ast
import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import psutil
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from traitlets import Int, List

from server.code_stamp import code_stamp
from server.first_paint import made_before
from server.settings import SPARE_KERNELS

LONGEST_WAIT = 60  # seconds in which a kernel must have got ready
EACH_NEEDS = 1024**3  # bytes that must be free for one more: its own 120 MiB, and room for the pages that are open
PAGE = "SERVER_SOFTWARE"  # set by Voila for a page's kernel, and by nobody for a notebook's in JupyterLab

Cells = tuple[str, ...]


def how_many(most: int, free: int) -> int:
    """How many kernels to hold ready with so many bytes of memory free.

    >>> how_many(2, free=8 * 1024**3), how_many(2, free=1024**3), how_many(2, free=1024**3 - 1)
    (2, 1, 0)
    """
    return min(most, free // EACH_NEEDS)


async def nothing_likely() -> list[Cells]:
    """No page that is likely to be asked for next."""
    return []


class WarmKernels(AsyncMappingKernelManager):
    """Jupyter's kernels, where a page gets one that is ready. Spare ones are in no list until a page has got them.

    A spare kernel has run the cells of a page that is likely to come next, about an invented school; for any other page it
    runs those. Where none is ready, or one has died, a page waits for a fresh kernel as it would without this.
    """

    most = Int(SPARE_KERNELS, config=True, help="How many to hold ready at most.")
    spare = List(help="The ids of kernels that are ready.")
    likely: Callable[[], Awaitable[list[Cells]]] = staticmethod(nothing_likely)  # the cells of pages, the likeliest first

    def __init__(self, **settings):
        super().__init__(**settings)
        self._getting_ready: asyncio.Task | None = None
        self._ran: dict[str, tuple[Cells, list[str]]] = {}  # by kernel: the cells that it ran, and its live parts
        self._stamps: dict[str, str] = {}
        self._at_work: set[asyncio.Task] = set()
        IOLoop.current().add_callback(self.refill)

    def list_kernel_ids(self) -> list[str]:
        """The kernels that belong to a page or a notebook: the watch for gone pages ends none that waits for one."""
        return [one for one in super().list_kernel_ids() if one not in self.spare]

    async def start_kernel(self, **wanted) -> str:
        """A spare kernel for a page if there is one; else, and for a notebook, a fresh one."""
        if PAGE not in (wanted.get("env") or {}):
            return await super().start_kernel(**wanted)
        kernel = await self._take(())
        if kernel:
            return kernel
        try:
            return await super().start_kernel(**wanted)
        finally:
            self.refill()

    async def open_page(self, cells: Cells, school: str) -> tuple[str, list[str]]:
        """A kernel that has run a page, with the invented school in use that was asked for, and the ids of its live parts."""
        kernel = await self._take(cells)
        fresh = kernel is None
        kernel = kernel or await self._fresh_kernel()
        ran, parts = self._ran.pop(kernel, ((), []))
        if ran != cells:
            parts = await self.run_page(kernel, cells, fresh)
        if school:  # the page need not wait: what it asks of the kernel comes after this
            task = asyncio.ensure_future(self.ask(kernel, f"warm.use_school({school!r})"))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)
        if fresh:
            self.refill()
        return kernel, parts

    async def _take(self, cells: Cells) -> str | None:
        """The spare kernel that has run these cells, else any other one, out of the list of those that are spare."""
        for kernel in sorted(self.spare, key=lambda one: self._ran.get(one, ((), []))[0] != cells):
            if kernel not in self.spare:
                continue  # another page was quicker
            self.spare = [one for one in self.spare if one != kernel]
            as_now = self._stamps.pop(kernel, code_stamp()) == code_stamp()
            if kernel in self and as_now and await self.get_kernel(kernel).is_alive():
                IOLoop.current().call_later(1, self.refill)  # this page goes first
                return kernel
            self._ran.pop(kernel, None)
            if kernel in self and not as_now:
                await self.shutdown_kernel(kernel, now=True)
        self.log.warning("No kernel was ready for a page, so it waits for a fresh one.")
        return None

    async def shutdown_all(self, now: bool = False) -> None:
        """Ends every kernel, spare ones too."""
        self.most = 0
        if self._getting_ready:
            self._getting_ready.cancel()
        self.spare = []
        await super().shutdown_all(now=now)

    def refill(self) -> None:
        """Gets more kernels ready, one after another, unless that goes on already."""
        if self._getting_ready is None or self._getting_ready.done():
            self._getting_ready = asyncio.ensure_future(self._fill())

    async def filled(self) -> None:
        """Waits until no more kernels are being got ready."""
        while self._getting_ready and not self._getting_ready.done():
            await asyncio.wait([self._getting_ready])

    async def _fill(self) -> None:
        while len(self.spare) < how_many(self.most, psutil.virtual_memory().available):
            try:
                stamp, kernel = code_stamp(), await self.warm_kernel(await self._likeliest())
                self._stamps[kernel] = stamp
            except Exception as error:
                self.log.warning("No kernel could be got ready before a page asks for it: %s", type(error).__name__)
                return
            self.spare = [*self.spare, kernel]

    async def _likeliest(self) -> Cells:
        """The cells of the likeliest page that no other spare kernel has run; none where no page is likely."""
        likely = await self.likely()
        others = [self._ran[one][0] for one in self.spare if one in self._ran]
        return next((one for one in likely if one not in others), likely[0] if likely else ())

    async def warm_kernel(self, cells: Cells = ()) -> str:
        """A kernel in no list of spare ones that has everything loaded: it has run these cells, or drawn each chart once."""
        kernel = await self._fresh_kernel()
        if cells:
            self._ran[kernel] = cells, await self.run_page(kernel, cells, fresh=True)
            await self.ask(kernel, "warm.draw_once()")
        else:
            await self.ask(kernel, "warm.warm()", fresh=True)
        return kernel

    async def _fresh_kernel(self) -> str:
        return await super().start_kernel(kernel_name=self.default_kernel_name, path="", env={**os.environ, PAGE: "voila"})

    async def run_page(self, kernel: str, cells: Iterable[str], fresh: bool = False) -> list[str]:
        """Run the cells of a page; the ids of its live parts."""
        return await self.ask(kernel, f"warm.run_page({list(cells)!r})", fresh)

    async def ask(self, kernel: str, call: str, fresh: bool = False) -> Any:
        """What a function of `widgets.warm` answers in a kernel; where that fails, the kernel is ended."""
        client = self.get_kernel(kernel).client()
        client.start_channels()
        try:
            if fresh:
                await client.wait_for_ready(timeout=LONGEST_WAIT)
            first = f"__import__('widgets.warm').warm.begin({str(made_before())!r})" if fresh else ""
            wanted = {"answer": f"__import__('widgets.warm').{call}"}
            reply = await client.execute(first, silent=True, user_expressions=wanted, reply=True, timeout=LONGEST_WAIT)
            answer = reply["content"]["user_expressions"]["answer"]
            if answer["status"] != "ok":
                raise RuntimeError("the workbook could not be loaded")
            return ast.literal_eval(answer["data"]["text/plain"])
        except Exception:
            await self.shutdown_kernel(kernel, now=True)
            raise
        finally:
            client.stop_channels()
