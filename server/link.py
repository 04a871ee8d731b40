"""The link between a page and its kernel, on our own server."""

from tornado.web import HTTPError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

PROTOCOL = "v1.kernel.websocket.jupyter.org"


class LinkHandler(VoilaKernelWebsocketHandler):
    """Voila's link, which speaks one language only: an answer with bytes in the older one made Voila count without end."""

    async def get(self, kernel_id: str) -> None:
        """Open the link for a page that speaks this language."""
        spoken = self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        if PROTOCOL not in [one.strip() for one in spoken]:
            raise HTTPError(400)
        await super().get(kernel_id=kernel_id)
