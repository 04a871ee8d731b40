"""Where the workbook is running, and what that means for the people who use it. No other module knows."""

import os
import sys
from dataclasses import dataclass

_BINDER = ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST", "BINDER_REF_URL")
_HUB = ("JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_URL")
MADE_FOR_BROWSER = "WORKBOOK_MADE_FOR_BROWSER"  # set while the pages of the browser edition are made beforehand
ALLOW_OWN_FILES = "WORKBOOK_ALLOW_OWN_FILES"  # set to "yes" on a school's or trust's own server

_IN_LAB = "Paste it into a new notebook in JupyterLab and change one thing."


@dataclass(frozen=True)
class Host:
    """One way to run the workbook: whether own files may be opened, what is true about privacy there, and how code is run."""

    name: str
    own_files: bool
    privacy: str
    code: str  # what can be done with the code under a chart
    why_not: str = ""


OWN_COMPUTER = Host(
    "own computer",
    own_files=True,
    privacy="Your file is read on this computer and is not sent anywhere. Names go first. Nothing from your list is saved.",
    code="Paste it into a new notebook in JupyterLab and change one thing. “python start.py lab” opens it.",
)
BROWSER = Host(
    "browser edition",
    own_files=True,
    privacy="Your file is opened in this browser and is not sent anywhere. Names go first. Nothing from your list is saved.",
    code="This page cannot run it. Copy it, and paste it into a new notebook of the workbook on your own computer. "
    "“python start.py lab” opens the workbook there. Then change one thing.",
)
BINDER = Host(
    "public server",
    own_files=False,
    privacy="Invented schools only here. Do not type anything about a real child.",
    code=_IN_LAB,
    why_not="This page runs on a public server, so your own file would leave your school. "
    "To use it, run the workbook on your own computer.",
)
OWN_SERVER = Host(
    "own server",
    own_files=True,
    privacy="Your file is read on your organisation's own server. Names go first. Nothing from your list is saved.",
    code=_IN_LAB,
)


def this_host() -> Host:
    """The host that this page runs on; where it cannot be sure, a public server."""
    if _in_browser():
        return BROWSER
    if any(name in os.environ for name in (*_BINDER, *_HUB)):
        return OWN_SERVER if os.environ.get(ALLOW_OWN_FILES) == "yes" else BINDER
    return OWN_COMPUTER


def in_page() -> bool:
    """Whether the notebook is shown as a page, which brings its own style, and not in JupyterLab."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila") or _in_browser()


def _in_browser() -> bool:
    return sys.platform == "emscripten" or MADE_FOR_BROWSER in os.environ
