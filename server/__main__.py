"""Serves the pages: `python -m server --port 8866`. With `--bake` it only makes their first paints, for servers to come."""

import argparse
from pathlib import Path

from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import RedirectHandler
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from server.link import LinkHandler
from server.lists import ListHandler, Lists
from server.pages import PageHandler, Pages
from server.settings import FRONT_PAGE, GONE_AFTER_SECONDS, LOOK_EVERY_SECONDS, NOTEBOOKS, workbook_settings
from server.watchdog import AliveHandler, GonePages, LeavingHandler


class WorkbookServer(Voila):
    """Voila with the workbook's own page template, and with the front page instead of a list of files."""

    baking = False

    def init_settings(self) -> dict:
        """Voila's settings and ours together: it adds ours later, when it is too late to compress what is sent."""
        return {**super().init_settings(), **self.tornado_settings}

    def init_handlers(self) -> list:
        """Voila's addresses, less those that list files or end kernels, with ours and the front page at the top."""
        unwanted = (TornadoVoilaHandler, TornadoVoilaTreeHandler, VoilaContentsHandler, VoilaShutdownKernelHandler)
        instead = {VoilaKernelWebsocketHandler: LinkHandler}
        theirs = [handler for handler in super().init_handlers() if handler[1] not in unwanted]
        front_page = {"url": f"{self.server_url}voila/render/{FRONT_PAGE}", "permanent": False}
        ours = f"{self.server_url}workbook"
        self.lists = Lists()
        self.pages = Pages(self, self.kernel_manager, self.app.settings)
        return [
            *((address, instead.get(handler, handler), *rest) for address, handler, *rest in theirs),
            (self.server_url, RedirectHandler, front_page),
            (rf"{self.server_url}voila/api/shutdown/(.*)", LeavingHandler),
            (rf"{self.server_url}voila/render/(.*)", PageHandler, {"pages": self.pages, "config": self.config}),
            (rf"{ours}/alive/([\w-]*)", AliveHandler, {"kernels": self.kernel_manager}),
            (rf"{ours}/list/([\w-]{{36}})", ListHandler, {"lists": self.lists}),
        ]

    def listen(self) -> None:
        """Serves, and looks now and then for kernels whose page has gone and for lists that are past their time."""
        gone = GonePages(self.kernel_manager, GONE_AFTER_SECONDS)
        for look in (gone.look, self.lists.drop_old):
            PeriodicCallback(look, LOOK_EVERY_SECONDS * 1000).start()
        if self.baking:
            IOLoop.current().add_callback(self._bake)
        super().listen()

    async def _bake(self) -> None:
        await self.pages.make_all()
        IOLoop.current().stop()


def main() -> None:
    """Serves until it is told to end."""
    parser = argparse.ArgumentParser(prog="python -m server", description="Serves the pages of the workbook.")
    parser.add_argument("--port", type=int, default=8866)
    parser.add_argument("--notebooks", type=Path, default=NOTEBOOKS, help="the folder of notebooks to serve")
    parser.add_argument("--bake", action="store_true", help="keep the first paint of every page in this environment, then end")
    options = parser.parse_args()
    WorkbookServer.baking = options.bake
    WorkbookServer.launch_instance(argv=[], config=workbook_settings(options.port, options.notebooks))


if __name__ == "__main__":
    main()
