"""The workbook's own addresses on Jupyter's server, as on Binder, in JupyterLab and on a hub."""

from collections.abc import Container

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from tornado.ioloop import PeriodicCallback
from tornado.web import HTTPError

from server.lists import ListHandler, Lists
from server.pages import PageHandler, Pages
from server.settings import GONE_AFTER_SECONDS, LOOK_EVERY_SECONDS
from server.watchdog import AliveHandler, GonePages


class SignedIn(JupyterHandler):
    """Turns away whoever has not signed in to this server."""

    async def prepare(self) -> None:
        """Look at the sign-in before anything else."""
        await super().prepare()
        if self.current_user is None:
            raise HTTPError(403)


class SignedInList(SignedIn, ListHandler):
    """The list on its way to the next page, for the person whose server this is."""

    def check_xsrf_cookie(self) -> None:
        """The header that `ListHandler` asks for stands in for the cookie."""


class SignedInAlive(SignedIn, AliveHandler):
    """Whether the kernel is still the one that made the page.

    Jupyter's server starts a dead kernel again under its old id. The new one knows nothing of what the page shows, so for
    the page it is as good as dead.
    """

    def initialize(self, kernels, pages: dict[str, bool]) -> None:
        """The server's kernel manager, and for each kernel that a page asked about whether it is still the first."""
        super().initialize(kernels)
        self.pages = pages

    async def get(self, kernel_id: str = "") -> None:
        """Look at one kernel, and from the first time on at whether it is started again."""
        if kernel_id in self.kernels and kernel_id not in self.pages:
            self.pages[kernel_id] = True
            self.kernels.add_restart_callback(kernel_id, lambda: self.pages.update({kernel_id: False}))
        if not self.pages.get(kernel_id, True):
            raise HTTPError(404)
        await super().get(kernel_id)


class GoneOnJupyter(GonePages):
    """Ends kernels whose page has gone, and no others: somebody may have closed a notebook and still need it."""

    def __init__(self, kernels, after: float, pages: Container[str], **clock):
        super().__init__(kernels, after, **clock)
        self._pages = pages

    def _alone(self, kernel: str) -> bool:
        return kernel in self._pages and super()._alone(kernel)


def add_to(jupyter: ServerApp) -> None:
    """Adds the addresses that every page of the workbook asks for, and lets go of old lists and of pages that have gone."""
    lists, pages, top = Lists(), {}, f"{jupyter.base_url}workbook"
    first = Pages(jupyter, jupyter.kernel_manager, jupyter.web_app.settings)
    addresses = [
        (rf"{jupyter.base_url}voila/render/(.*)", PageHandler, {"pages": first, "config": jupyter.config}),
        (rf"{top}/alive/([\w-]*)", SignedInAlive, {"kernels": jupyter.kernel_manager, "pages": pages}),
        (rf"{top}/list/([\w-]{{36}})", SignedInList, {"lists": lists}),
    ]
    jupyter.web_app.add_handlers(".*$", addresses)
    gone = GoneOnJupyter(jupyter.kernel_manager, GONE_AFTER_SECONDS, pages)
    for look in (gone.look, lists.drop_old):
        PeriodicCallback(look, LOOK_EVERY_SECONDS * 1000).start()
