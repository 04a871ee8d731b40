"""Starts the workbook: `python start.py`. Needs Python 3.11 or newer and nothing else.

    python start.py              the pages, in your browser
    python start.py lab          the same notebooks in JupyterLab, where the code can be seen and changed
    python start.py test [...]   every test, or those that the pytest arguments name

The first start makes the folder .venv and installs what environment.yml lists. Later starts use it as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "install.log"
AXE = "axe-core@4.14.1"
OLDEST = (3, 11)
# Not picked afresh when taken: browsers keep answers by address, and the port is part of the address.
PORT = 8866

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
BROWSER_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# What pip or the operating system say, and what to do about it. The first match counts.
REASONS = (
    ("No space left|not enough space|Errno 28", "The disk is full: free about 1 GB and start again."),
    (
        "NewConnectionError|NameResolution|ConnectTimeout|ReadTimeout|ConnectionError|Max retries|ProxyError"
        "|Failed to establish|SSLError|Could not fetch URL|Network is unreachable|timed out",
        "The first start needs the internet and could not reach it: check your connection, or ask your IT team"
        " whether Python's package index is blocked, then start again.",
    ),
    (
        "Permission denied|Access is denied|Errno 13|WinError 5|Read-only file system",
        "This folder cannot be written to: move the workbook into your own Documents folder and start again.",
    ),
)


class Stop(Exception):
    """One plain sentence that says why the workbook cannot start and what to do."""


def check_python(version: tuple[int, ...], executable: str) -> None:
    """Stops when this Python is too old or lacks what makes a .venv."""
    if version[:2] < OLDEST:
        raise Stop(
            f"The workbook needs Python 3.11 or newer and this is {version[0]}.{version[1]} ({executable}):"
            " install a newer one from python.org and start again with it."
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Stop(
            "This Python cannot make the folder .venv because its venv part is missing: install it"
            " (on Debian or Ubuntu with 'sudo apt install python3-venv') and start again."
        )


def explain(text: str) -> str:
    """The sentence for what pip or the operating system said.

    >>> explain("OSError: [Errno 28] No space left on device")
    'The disk is full: free about 1 GB and start again.'
    """
    for pattern, sentence in REASONS:
        if re.search(pattern, text):
            return sentence
    return f"The installation did not finish: delete the folder {VENV} and start again (details are in {LOG})."


def read_pins(text: str) -> list[str]:
    """The `name==version` entries of a conda file's pip section or of a requirements file.

    >>> read_pins("  - pip:\\n      - voila==0.5.13  # pages\\n")
    ['voila==0.5.13']
    """
    return re.findall(r"^[ -]*([A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+)", text, flags=re.MULTILINE)


def run_quietly(command: list[str]) -> None:
    """Runs a command into the log; stops with a sentence when it fails."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(command, cwd=ROOT, encoding="utf-8", errors="replace", **streams)
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    if done.returncode:
        raise Stop(explain(done.stdout))


def pip(*arguments: str) -> None:
    """Runs the .venv's own pip, without prompts."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    run_quietly([str(PYTHON), "-m", "pip", "install", *options, *arguments])


def works(python: Path) -> bool:
    """Whether the .venv's Python starts and is the version of the one that runs this file."""
    question = "import sys; print(sys.version_info[:2])"
    try:
        told = subprocess.run([str(python), "-c", question], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.stdout.strip() == str(sys.version_info[:2])


def make_venv() -> None:
    """Makes the folder .venv, anew when the one there no longer works."""
    if VENV.exists() and not works(PYTHON):
        print("The folder .venv no longer works, perhaps because Python was updated: making it anew.", flush=True)
        try:
            shutil.rmtree(VENV)
        except OSError:
            raise Stop(
                "The folder .venv no longer works and cannot be removed: close other windows of the workbook,"
                f" delete the folder {VENV} and start again."
            ) from None
    if not VENV.exists():
        run_quietly([sys.executable, "-m", "venv", str(VENV)])


def install(name: str, sources: list[Path], steps: list[list[str]]) -> None:
    """Runs the pip steps, unless a stamp in .venv says that these very files were installed before."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(source.read_bytes())
    stamp = VENV / f"installed-{name}.txt"
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest.hexdigest():
        return
    print(f"Installing what is needed for the {name}. This takes a few minutes, once.", flush=True)
    for step in steps:
        pip(*step)
    stamp.write_text(digest.hexdigest(), encoding="ascii")


def install_workbook() -> None:
    """Installs the pinned list, then this repository as an editable package without dependencies."""
    environment = ROOT / "environment.yml"
    # pip copies the server's settings and page template into .venv, so a change in them counts as well.
    copied = sorted(path for path in (ROOT / "server").glob("[!_]*/**/*") if path.is_file())
    repository = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    pins = read_pins(environment.read_text(encoding="utf-8"))
    install("workbook", [environment, ROOT / "pyproject.toml", *copied], [pins, repository])


def child_environment() -> dict[str, str]:
    """The variables for a child: it also finds this folder where the name holds letters a .pth file misreads."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def check_port(port: int) -> None:
    """Stops when the port is taken, and names one that is free."""
    with socket.socket() as probe, socket.socket() as other:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            other.bind(("127.0.0.1", 0))
            raise Stop(
                f"Port {port} cannot be used, perhaps because the workbook is open already in another window:"
                f" close that one, or start with 'python start.py --port {other.getsockname()[1]}'."
            ) from None


def answers(port: int) -> bool:
    """Whether something listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def serve(command: list[str], port: int, page: str = "", browser: bool = True) -> int:
    """Runs a server until it ends or Ctrl-C, and names and opens the page once it answers; gives its exit code."""
    child = subprocess.Popen(command, cwd=ROOT, env=child_environment())
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while page and child.poll() is None:
            if answers(port):
                print(f"The workbook is open at {page}  To end it, press Ctrl-C here.", flush=True)
                if browser:
                    webbrowser.open(page)
                break
            time.sleep(0.1)
        else:
            if page:
                raise Stop(f"The server ended before it could show a page: delete the folder {VENV} and start again.")
        return child.wait()
    except KeyboardInterrupt:
        print("\nThe workbook has ended.", flush=True)
        return 0
    finally:
        end(child)


def end(child: subprocess.Popen) -> None:
    """Ends a child that still runs: it may tidy up for ten seconds, then it is stopped."""
    if os.name != "nt":
        child.terminate()  # on Windows this would give it no time, and Ctrl-C has reached it already
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def find_browser() -> str:
    """The path of a Chromium-like browser; installs one when there is none. Empty: Playwright has its own."""
    found = [shutil.which(name) for name in BROWSERS] + [path for path in BROWSER_PATHS if Path(path).exists()]
    if any(found):
        return next(path for path in found if path)
    print("Installing a browser for the tests.", flush=True)
    if subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"]).returncode == 0:
        return ""
    if shutil.which("apt-get") and os.geteuid() == 0:
        run_quietly(["apt-get", "update"])
        run_quietly(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
    path = shutil.which("chromium")
    if not path:
        raise Stop("The tests need a browser: install Chromium or Google Chrome and start again.")
    return path


def find_axe() -> str:
    """The path of the accessibility checker's script, fetched once by npm; empty where there is no npm."""
    folder = VENV / "cache" / AXE
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    npm = shutil.which("npm")
    if npm and not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        run_quietly([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), AXE])
    return str(script) if script.exists() else ""


def run_tests(pytest_arguments: list[str]) -> int:
    """Installs what the tests need and runs them; gives the exit code."""
    requirements = ROOT / "tests" / "requirements.txt"
    install("tests", [requirements], [["-r", str(requirements)]])
    variables = child_environment()
    variables["WORKBOOK_CHROMIUM"] = variables.get("WORKBOOK_CHROMIUM") or find_browser()
    variables["WORKBOOK_AXE"] = variables.get("WORKBOOK_AXE") or find_axe()
    command = [str(PYTHON), str(ROOT / "tools" / "check.py"), "--all", *pytest_arguments]
    return subprocess.run(command, cwd=ROOT, env=variables).returncode


def main(arguments: list[str]) -> int:
    """Does what the command line asks; gives the exit code."""
    parser = argparse.ArgumentParser(prog="start.py", description="Starts the Strategic SENCo Workbook.")
    parser.add_argument("command", nargs="?", choices=("lab", "test"), help="JupyterLab, or every test")
    parser.add_argument("--port", type=int, default=PORT, help=f"another port than {PORT}")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--install-only", action="store_true", help="install, but start nothing")
    options, others = parser.parse_known_args(arguments)
    if others and options.command != "test":
        parser.error("unknown: " + " ".join(others))
    check_python(sys.version_info, sys.executable)
    if options.command != "test" and not options.install_only:
        check_port(options.port)
    make_venv()
    install_workbook()
    if options.install_only:
        return 0
    if options.command == "test":
        return run_tests(others)
    quiet = ["--no-browser"] if options.no_browser else []
    port = ["--port", str(options.port)]
    if options.command == "lab":
        # Without retries: another port would be another place for the browser's kept answers.
        settings = ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={ROOT}"]
        return serve([str(PYTHON), "-m", "jupyterlab", *port, *quiet, *settings], options.port)
    page = f"http://127.0.0.1:{options.port}/"
    return serve([str(PYTHON), "-m", "server", *port], options.port, page, not options.no_browser)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as reason:
        sys.exit(str(reason))
    except OSError as error:
        sys.exit(explain(str(error)))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
