"""The link between a page and its kernel: prompt on every server, and in one language only on our own."""

import asyncio

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.web import HTTPError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

PROTOCOL = "v1.kernel.websocket.jupyter.org"


class PromptLink(ZMQChannelsWebsocketConnection):
    """Jupyter's link without its wait: a small message no longer holds back the next one until the browser has confirmed it.

    A kernel says "busy" and then answers. The answer of a few milliseconds came 40 later.
    """

    def connect(self) -> asyncio.Future | None:
        """Begin to speak with the page."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


class LinkHandler(VoilaKernelWebsocketHandler):
    """Voila's link, which speaks one language only: an answer with bytes in the older one made Voila count without end."""

    async def get(self, kernel_id: str) -> None:
        """Open the link for a page that speaks this language."""
        spoken = self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        if PROTOCOL not in [one.strip() for one in spoken]:
            raise HTTPError(400)
        await super().get(kernel_id=kernel_id)
