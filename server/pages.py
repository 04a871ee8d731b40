"""Pages whose first paint is sent at once, while their kernel is still made ready."""

import asyncio
import json
from collections.abc import AsyncIterator

from jupyter_core.utils import ensure_async
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer
from voila.paths import collect_template_paths
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import get_page_config

from server.code_stamp import code_stamp
from server.first_paint import BASE, FirstPaint, bake, baked, is_ours
from server.settings import CELL_ERROR, TEMPLATE
from server.warm import Cells, WarmKernels

FOLDERS = ("", "notebooks")  # where the pages lie: at the top for `python -m server`, else in the repository's folder
KEEP_ALIVE = 10  # seconds after which a waiting page gets a sign of life, so that nothing between gives it up
LOST = f"<script>document.getElementById('getting-ready').textContent = {json.dumps(CELL_ERROR)}</script>\n</body>\n</html>\n"


class Pages:
    """The first paints of a server's pages, each made anew when its notebook or the code has changed."""

    def __init__(self, app, kernels: WarmKernels, settings: dict):
        self._app, self._kernels, self._settings = app, kernels, settings
        self.template_paths = [str(TEMPLATE), *collect_template_paths(["voila", "nbconvert"], "workbook")]
        self.configuration = VoilaConfiguration(parent=app)
        self._paints: dict[str, tuple[str, FirstPaint | None]] = {}  # by path: what it was made of, and what it is
        self._notebooks: dict[tuple[str, object], tuple[str, Cells]] = {}
        self._making: asyncio.Task | None = None
        self._last = ""
        kernels.likely = self._likely
        IOLoop.current().add_callback(self.make_all)

    async def cells(self, path: str) -> Cells:
        """The code of the notebook at a path; none where there is no such notebook."""
        return (await self._notebook(path))[1]

    async def _notebook(self, path: str) -> tuple[str, Cells]:
        """The text of a notebook, and the code in it."""
        try:
            model = await ensure_async(self._app.contents_manager.get(path, content=False))
            if model["type"] != "notebook":
                return "", ()
            key = path, model["last_modified"]
            if key not in self._notebooks:
                notebook = (await ensure_async(self._app.contents_manager.get(path)))["content"]
                cells = [(cell["cell_type"], cell["source"]) for cell in notebook["cells"]]
                code = tuple(source for kind, source in cells if kind == "code")
                self._notebooks[key] = json.dumps([notebook["metadata"].get("title"), cells]), code
        except HTTPError:
            return "", ()
        return self._notebooks[key]

    async def first_paint(self, path: str) -> FirstPaint | None:
        """The first paint of a page if there is one that is not out of date; if not, it will be made for the next time."""
        text, cells = await self._notebook(path)
        if not is_ours(cells):
            return None
        self._last = path
        made_of, paint = self._paints.get(path, ("", None))
        if made_of == text + code_stamp():
            return paint
        paint = baked(text)
        if paint is None:
            self.make_all()
            return None
        self._paints[path] = text + code_stamp(), paint.at(self._app.base_url)
        return self._paints[path][1]

    async def open(self, path: str, school: str) -> tuple[str, list[str]]:
        """A kernel that has run the page, and the ids of its live parts."""
        return await self._kernels.open_page(await self.cells(path), school)

    def make_all(self) -> asyncio.Task:
        """Make the first paints that are wanting, one after another, unless that goes on already."""
        if self._making is None or self._making.done():
            self._making = asyncio.ensure_future(self._make_all())
        return self._making

    async def _make_all(self) -> None:
        kernel = None
        try:
            await self._kernels.filled()
            for path in await self._paths():
                text, cells = await self._notebook(path)
                stamp = text + code_stamp()
                if self._paints.get(path, ("",))[0] == stamp or not is_ours(cells):
                    continue
                paint = baked(text)
                if not paint:
                    kernel = kernel or await self._kernels.warm_kernel()
                    paint = await self._made(path, kernel)
                    if paint:
                        await self._kernels.ask(kernel, "warm.keep()")
                        bake(paint, text)
                self._paints[path] = stamp, paint and paint.at(self._app.base_url)
        except Exception as error:
            self._app.log.warning("A page could not be made beforehand: %s", type(error).__name__)
        finally:
            if kernel and kernel in self._kernels:
                await self._kernels.shutdown_kernel(kernel, now=True)

    async def _made(self, path: str, kernel: str) -> FirstPaint | None:
        """The first paint of a page about each invented school, made by the same code as any other page."""
        await self._kernels.run_page(kernel, ())  # what another page left goes first
        await self._kernels.ask(kernel, "made_before.note()")
        page = {"base_url": BASE, "settings": self._settings, "log": self._app.log}
        renderer = NotebookRenderer(
            voila_configuration=self.configuration,
            traitlet_config=self._app.config,
            notebook_path=path,
            template_paths=self.template_paths,
            config_manager=self._app.config_manager,
            contents_manager=self._app.contents_manager,
            base_url=BASE,
            kernel_spec_manager=self._app.kernel_spec_manager,
            page_config=get_page_config(**page, voila_configuration=self.configuration),
        )
        await renderer.initialize()
        text = await renderer.generate_content_str(kernel, self._kernels.get_kernel(kernel))
        paint = FirstPaint.of(text, kernel)
        for school, stills in (await self._kernels.ask(kernel, "warm.stills()")).items():
            if not paint or not stills.keys() <= set(paint.models):  # a part of the page is missing
                return None
            paint = paint.about(school, stills)
        return paint

    async def _paths(self) -> list[str]:
        """The notebooks of the workbook, in the order of their names."""
        paths = []
        for folder in FOLDERS:
            try:
                model = await ensure_async(self._app.contents_manager.get(folder, type="directory"))
            except HTTPError:
                continue
            paths += [one["path"] for one in model["content"] if one["type"] == "notebook"]
        return sorted(paths)

    async def _likely(self) -> list[Cells]:
        """The page after the one that was opened last, then that one again, as by a room full of people."""
        paths = [path for path in await self._paths() if is_ours(await self.cells(path))]
        if not paths:
            return []
        place = paths.index(self._last) if self._last in paths else -1
        following = paths[(place + 1) % len(paths)]
        return [await self.cells(path) for path in dict.fromkeys((following, paths[place] if place >= 0 else following))]


class PageHandler(TornadoVoilaHandler):
    """Sends the first paint of a page if there is one, then the end of the page as soon as its kernel has made its parts."""

    def initialize(self, pages: Pages, **voila) -> None:
        """The first paints, beside what Voila needs for other pages."""
        super().initialize(template_paths=pages.template_paths, voila_configuration=pages.configuration, **voila)
        self.pages = pages

    async def get_generator(self, path: str = "") -> AsyncIterator[str]:
        """The page in pieces."""
        paint = await self.pages.first_paint(path)
        if paint is None:
            async for piece in super().get_generator(path):
                yield piece
            return
        self.set_header("Content-Type", "text/html")
        self.set_header("Cache-Control", "no-cache, no-store, must-revalidate")
        school = self.get_argument("school", "")
        opening = asyncio.ensure_future(self.pages.open(path, school))
        yield paint.begin(school)
        while not (await asyncio.wait([opening], timeout=KEEP_ALIVE))[0]:
            yield "<!-- -->\n"
        if opening.exception() or len(opening.result()[1]) != len(paint.models):
            self.log.warning("A page could not be finished.")
            yield LOST
        else:
            yield paint.finish(*opening.result())
