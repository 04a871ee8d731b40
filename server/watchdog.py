"""Whether a page's kernel still lives, and the end of kernels whose page has been gone for long."""

import time

from tornado.web import HTTPError, RequestHandler


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

    async def look(self) -> list[str]:
        """Look at every kernel once; the ids of those that were ended."""
        now = self._clock()
        alone = {one for one in self._kernels.list_kernel_ids() if not self._kernels.kernel_model(one)["connections"]}
        self._alone_since = {one: self._alone_since.get(one, now) for one in alone}
        gone = [one for one, since in self._alone_since.items() if now - since >= self._after]
        for one in gone:
            await self._kernels.shutdown_kernel(one)
        return gone
