"""Whether a page's kernel still lives, and the end of kernels whose page has been gone for long."""

import logging
import time

from tornado.web import HTTPError, RequestHandler

_log = logging.getLogger("workbook")


class AliveHandler(RequestHandler):
    """Answers 204 while the kernel lives and 404 once it has gone; without a kernel it says that the server is there."""

    def initialize(self, kernels) -> None:
        """The server's kernel manager."""
        self.kernels = kernels

    async def get(self, kernel_id: str = "") -> None:
        """Look at one kernel."""
        self.set_header("Cache-Control", "no-store")
        if kernel_id and not (kernel_id in self.kernels and await self.kernels.get_kernel(kernel_id).is_alive()):
            raise HTTPError(404)
        self.set_status(204)


class LeavingHandler(RequestHandler):
    """Hears that a page is leaving and does nothing: it may come back, and the watch below ends what does not."""

    def check_xsrf_cookie(self) -> None:
        """Nothing is done, so nothing needs to be asked."""

    def post(self, _kernel_id: str) -> None:
        """Say that it was heard."""
        self.set_status(204)


class GonePages:
    """Ends each kernel whose page has had no connection for `after` seconds, however quiet or busy it was before."""

    def __init__(self, kernels, after: float, clock=time.monotonic):
        self._kernels, self._after, self._clock = kernels, after, clock
        self._alone_since: dict[str, float] = {}
        self._looked = clock()

    async def look(self) -> list[str]:
        """Look at every kernel once; the ids of those that were ended."""
        now = self._clock()
        if now - self._looked >= self._after:  # the computer slept: its pages get their time again
            self._alone_since.clear()
        self._alone_since = {one: self._alone_since.get(one, now) for one in self._kernels.list_kernel_ids() if self._alone(one)}
        gone = [one for one, since in self._alone_since.items() if now - since >= self._after]
        ended = [one for one in gone if await self._end(one)]
        self._looked = self._clock()
        return ended

    def _alone(self, kernel: str) -> bool:
        return kernel in self._kernels and not self._kernels.kernel_model(kernel)["connections"]

    async def _end(self, kernel: str) -> bool:
        """Whether it was ended: its page may have come back while others were, and one that will not end is tried again."""
        if not self._alone(kernel):
            return False
        try:
            await self._kernels.shutdown_kernel(kernel)
        except Exception as error:
            _log.warning("a kernel did not end: %s", type(error).__name__)
            return False
        return True
