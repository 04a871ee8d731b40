"""Kernels that are started before a page asks for one, with the workbook loaded. Each serves one page and no other."""

import asyncio
import os

import psutil
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from traitlets import Int, List

from server.settings import SPARE_KERNELS

WARMING = "from widgets.warm import warm; warm(); del warm"
LONGEST_WAIT = 60  # seconds in which a kernel must have got ready
EACH_NEEDS = 1024**3  # bytes that must be free for one more: its own 120 MiB, and room for the pages that are open
PAGE = "SERVER_SOFTWARE"  # set by Voila for a page's kernel, and by nobody for a notebook's in JupyterLab


def how_many(most: int, free: int) -> int:
    """How many kernels to hold ready with so many bytes of memory free.

    >>> how_many(2, free=8 * 1024**3), how_many(2, free=1024**3), how_many(2, free=1024**3 - 1)
    (2, 1, 0)
    """
    return min(most, free // EACH_NEEDS)


class WarmKernels(AsyncMappingKernelManager):
    """Jupyter's kernels, where a page gets one that is ready. Spare ones are in no list until a page has got them.

    Where none is ready, or one has died, a page waits for a fresh kernel as it would without this.
    """

    most = Int(SPARE_KERNELS, config=True, help="How many to hold ready at most.")
    spare = List(help="The ids of kernels that are ready.")

    def __init__(self, **settings):
        super().__init__(**settings)
        self._getting_ready: asyncio.Task | None = None
        IOLoop.current().add_callback(self.refill)

    def list_kernel_ids(self) -> list[str]:
        """The kernels that belong to a page or a notebook: the watch for gone pages ends none that waits for one."""
        return [one for one in super().list_kernel_ids() if one not in self.spare]

    async def start_kernel(self, **wanted) -> str:
        """A spare kernel for a page if there is one; else, and for a notebook, a fresh one."""
        if PAGE not in (wanted.get("env") or {}):
            return await super().start_kernel(**wanted)
        while self.spare:
            kernel = self.spare.pop(0)
            if kernel in self and await self.get_kernel(kernel).is_alive():
                IOLoop.current().call_later(1, self.refill)  # this page goes first
                return kernel
        self.log.warning("No kernel was ready for a page, so it waits for a fresh one.")
        try:
            return await super().start_kernel(**wanted)
        finally:
            self.refill()

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

    async def _fill(self) -> None:
        while len(self.spare) < how_many(self.most, psutil.virtual_memory().available):
            try:
                self.spare = [*self.spare, await self._warm_kernel()]
            except Exception as error:
                self.log.warning("No kernel could be got ready before a page asks for it: %s", type(error).__name__)
                return

    async def _warm_kernel(self) -> str:
        kernel = await super().start_kernel(kernel_name=self.default_kernel_name, path="", env={**os.environ, PAGE: "voila"})
        client = self.get_kernel(kernel).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=LONGEST_WAIT)
            answer = await client.execute(WARMING, silent=True, store_history=False, reply=True, timeout=LONGEST_WAIT)
            if answer["content"]["status"] != "ok":
                raise RuntimeError("the workbook could not be loaded")
        except Exception:
            await self.shutdown_kernel(kernel, now=True)
            raise
        finally:
            client.stop_channels()
        return kernel
