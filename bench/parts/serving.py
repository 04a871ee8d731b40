"""Starting a server for a measurement, and weighing its processes."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
MEBIBYTE = 1024 * 1024


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(*command: str, port: int | None = None, settle: float = 0) -> Iterator[tuple[str, psutil.Process]]:
    """The top address and the process of a server that answers; `{port}` in the command stands for its port.

    `settle` is how many seconds it may then have to itself, for instance to get its spare kernels ready.
    """
    port = port or free_port()
    words = [word.format(port=port) for word in command or (sys.executable, "-m", "server", "--port", "{port}")]
    server = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(server, port)
        time.sleep(settle)
        yield f"http://127.0.0.1:{port}/", psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("The server did not start.")


def mebibytes(process: psutil.Process) -> float:
    """The memory of this process alone: its share of what it shares where the system tells, else all it holds."""
    memory = process.memory_full_info()
    return (getattr(memory, "pss", 0) or memory.rss) / MEBIBYTE


def weights(server: psutil.Process) -> list[float]:
    """The memory of the server, then of each process that it started."""
    weighed = []
    for process in [server, *server.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            weighed.append(mebibytes(process))
    return weighed
