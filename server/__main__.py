"""Serves the pages: `python -m server --port 8866`."""

import argparse
from pathlib import Path

from tornado.web import RedirectHandler
from voila.app import Voila
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from server.settings import FRONT_PAGE, NOTEBOOKS, TEMPLATE, workbook_settings


class WorkbookServer(Voila):
    """Voila with the workbook's own page template, and with the front page instead of a list of files."""

    def setup_template_dirs(self) -> None:
        """Looks for templates in this repository first, so that a change shows without installing again."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATE))

    def init_handlers(self) -> list:
        """Voila's addresses, less those that list files, with the front page at the top address."""
        listings = (TornadoVoilaTreeHandler, VoilaContentsHandler)
        handlers = [handler for handler in super().init_handlers() if handler[1] not in listings]
        front_page = {"url": f"{self.server_url}voila/render/{FRONT_PAGE}", "permanent": False}
        return [*handlers, (self.server_url, RedirectHandler, front_page)]


def main() -> None:
    """Serves until it is told to end."""
    parser = argparse.ArgumentParser(prog="python -m server", description="Serves the pages of the workbook.")
    parser.add_argument("--port", type=int, default=8866)
    parser.add_argument("--notebooks", type=Path, default=NOTEBOOKS, help="the folder of notebooks to serve")
    options = parser.parse_args()
    WorkbookServer.launch_instance(argv=[], config=workbook_settings(options.port, options.notebooks))


if __name__ == "__main__":
    main()
