"""The one place for the server's settings, used by `python -m server` and by Jupyter's own server."""

import sys
import tomllib
from pathlib import Path
from tempfile import gettempdir

from traitlets.config import Config

from analysis.paths import data_path

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
TEMPLATE = ROOT / "server" / "template"
FRONT_PAGE = "index.ipynb"
FIRST_SCHOOL = "primary"  # the invented school that pages open on, as the session in `widgets` has it

# Files of up to 10,000,000 bytes may be opened; tornado closes the connection above 10 MiB, envelope included.
LARGEST_MESSAGE = 20 * 1024 * 1024

# How many started kernels wait for the next page, at most: here, and where the memory is not ours alone.
SPARE_KERNELS = 2
SPARE_KERNELS_ELSEWHERE = 1

# How often the server asks whether a page is still there. It hangs up when three questions had no answer; a wait of
# one question only would end before the first is asked.
PING_MILLISECONDS = 30_000

# How long a page may have been gone before its kernel ends, and how often that is looked at.
GONE_AFTER_SECONDS = 180
LOOK_EVERY_SECONDS = 30

WARM_KERNELS = "server.warm.WarmKernels"
PROMPT_LINK = "server.link.PromptLink"

# A local socket's whole name may have about 100 letters; the rest is the kernel's own file name.
LONGEST_FOLDER = 40

# How many seconds a busy machine may take to bring what a cell shows; what comes later is left out of the page.
LONGEST_SILENCE = 120

CELL_ERROR = "This part of the page could not be shown. Reload the page; if it happens again, tell the maintainers."


def content_security_policy(port: int | None = None) -> str:
    """What a page may load and whom it may talk to: only the server that it came from.

    The widgets' scripts need inline code and eval. Some browsers do not count web sockets as 'self', so
    the server's own address is named when its port is known.
    """
    sockets = [f"ws://{host}:{port}" for host in ("127.0.0.1", "localhost") if port]
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", *sockets, "blob:", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def page_resources() -> dict:
    """What the page template is filled with: the text of our style sheets and the list of modules."""
    sheets = sorted((ROOT / "widgets" / "style").glob("*.css"))
    modules = data_path("words", "modules.toml")
    return {
        "style": "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets),
        "first_school": FIRST_SCHOOL,
        "modules": tomllib.loads(modules.read_text(encoding="utf-8"))["module"] if modules.exists() else [],
    }


def workbook_settings(port: int | None = None, notebooks: Path = NOTEBOOKS) -> Config:
    """The settings of Voila and of Jupyter's server, as one configuration.

    `port` is known for `python -m server` only. Kernels are ended when their page has gone there, but not on
    Jupyter's own server, where somebody may have closed a notebook and still need it.
    """
    settings = Config()
    page = settings.VoilaConfiguration
    page.template = "workbook"
    page.resources = page_resources()
    page.allow_template_override = "NO"
    page.allow_theme_override = "NO"
    page.show_tracebacks = False
    page.strip_sources = True
    page.file_allowlist = ["(?!)"]  # matches nothing: no file of the folder is served
    page.extension_allowlist = ["@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget"]
    settings.VoilaExporter.anchor_link_text = " "  # an empty link would be written unclosed
    settings.VoilaExecutor.cell_error_instruction = CELL_ERROR
    settings.VoilaExecutor.cell_timeout_instruction = CELL_ERROR
    settings.VoilaExecutor.iopub_timeout = LONGEST_SILENCE

    tornado = {
        "headers": {"Content-Security-Policy": content_security_policy(port), "Referrer-Policy": "same-origin"},
        "websocket_max_message_size": LARGEST_MESSAGE,
        "ws_ping_interval": PING_MILLISECONDS,
        "ws_ping_timeout": 3 * PING_MILLISECONDS,
        "compress_response": True,
        "websocket_compression_options": {},  # an empty one means: yes, as tornado thinks best
    }
    settings.ServerApp.tornado_settings = tornado
    settings.ServerApp.websocket_compression_options = tornado["websocket_compression_options"]
    settings.LabApp.news_url = None  # JupyterLab would ask an outside host for news and newer versions
    settings.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
    page.multi_kernel_manager_class = settings.ServerApp.kernel_manager_class = WARM_KERNELS
    settings.Voila.kernel_websocket_connection_class = settings.ServerApp.kernel_websocket_connection_class = PROMPT_LINK
    if port is None:
        settings.WarmKernels.most = SPARE_KERNELS_ELSEWHERE
        settings.ServerApp.jpserver_extensions = {"server": True}  # the workbook's own addresses, from server/__init__.py
        return settings

    app = settings.Voila
    app.ip = "127.0.0.1"
    app.port = port
    app.port_retries = 0
    app.open_browser = False
    app.root_dir = str(notebooks)
    app.tornado_settings = tornado
    app.config_file_paths = []  # a person's own Voila settings must not loosen these
    app.log_level = "WARN"
    settings.KernelManager.autorestart = False  # a new kernel would know nothing of what the page shows
    if sys.platform == "linux" and len(gettempdir()) < LONGEST_FOLDER:
        # Files only this person can open, not ports. Elsewhere the paths of temporary files are too long for it.
        settings.KernelManager.transport = "ipc"
    return settings
