"""Starting the workbook: what it installs, and the one sentence for each way in which that can fail."""

import ast
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).resolve().parents[2]
CODE = (ROOT / "start.py").read_text(encoding="utf-8")


def is_one_plain_sentence(text: str) -> bool:
    """Whether this is one line without a traceback that ends as a sentence does."""
    return text.count("\n") == 0 and text.endswith((".", ".)")) and "Traceback" not in text and "Error" not in text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which start.py believes to lie."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", venv)
    monkeypatch.setattr(start, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(start, "LOG", venv / "install.log")
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that start.py would have run."""
    ran: list[list[str]] = []
    monkeypatch.setattr(start, "run_quietly", ran.append)
    return ran


def reason(action: Callable[[], object]) -> str:
    """The sentence with which an action stops."""
    with pytest.raises(start.Stop) as stop:
        action()
    sentence = str(stop.value)
    assert is_one_plain_sentence(sentence), sentence
    return sentence


def test_it_imports_the_standard_library_only():
    tree = ast.parse(CODE)
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_an_old_python_can_read_far_enough_to_say_that_it_is_old():
    ast.parse(CODE, feature_version=(3, 7))


def test_an_old_python_is_told_which_one_is_needed():
    sentence = reason(lambda: start.check_python((3, 9, 1), "/usr/bin/python3"))
    assert "needs Python 3.11 or newer and this is 3.9" in sentence
    start.check_python((3, 11, 0), "/usr/bin/python3")


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_missing_venv_module_is_named(missing: str, monkeypatch: pytest.MonkeyPatch):
    find = start.importlib.util.find_spec
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    assert "apt install python3-venv" in reason(lambda: start.check_python(sys.version_info, sys.executable))


def test_no_network_is_said_when_pip_cannot_reach_its_index(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    assert "needs the internet" in reason(lambda: start.pip("strategic-senco-no-such-package==1"))
    assert "no-such-package" in start.LOG.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("[Errno 13] Permission denied: '/srv/.venv'", "cannot be written to"),
        ("[WinError 5] Access is denied", "cannot be written to"),
        ("[Errno 30] Read-only file system", "cannot be written to"),
        ("Temporary failure in name resolution: NameResolutionError", "needs the internet"),
        ("SSLError(SSLCertVerificationError)", "needs the internet"),
        ("something else", "delete the folder"),
    ],
)
def test_what_pip_says_becomes_one_sentence(said: str, advice: str):
    assert advice in start.explain(said)
    assert is_one_plain_sentence(start.explain(said))


def test_a_taken_port_is_answered_with_a_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = reason(lambda: start.check_port(port))
    assert f"Port {port} cannot be used" in sentence
    other = int(sentence.split("--port ")[1].rstrip("'."))
    assert other != port
    start.check_port(other)


def test_a_port_outside_the_possible_range_is_a_sentence_too():
    assert "Port 70000 cannot be used" in reason(lambda: start.check_port(70000))


def test_a_broken_venv_is_made_anew_and_said_to_be(folder: Path, commands: list, capsys: pytest.CaptureFixture):
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text("not a program", encoding="utf-8")
    start.make_venv()
    assert is_one_plain_sentence(capsys.readouterr().out.strip())
    assert commands == [[sys.executable, "-m", "venv", str(start.VENV)]]
    assert not start.VENV.exists()


def test_a_broken_venv_that_cannot_go_names_the_folder(folder: Path, commands: list, monkeypatch: pytest.MonkeyPatch):
    def refuse(_: Path) -> None:
        raise PermissionError("in use")

    start.PYTHON.parent.mkdir(parents=True)
    monkeypatch.setattr(start.shutil, "rmtree", refuse)
    assert f"delete the folder {start.VENV} and start again" in reason(start.make_venv)
    assert commands == []


def test_a_working_venv_is_left_alone(folder: Path, commands: list, monkeypatch: pytest.MonkeyPatch):
    start.VENV.mkdir()
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    start.make_venv()
    assert commands == []


def test_it_installs_once_and_again_when_a_pin_changes(folder: Path, commands: list):
    start.VENV.mkdir()
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    environment = folder / "environment.yml"
    environment.write_text("  - pip:\n      - voila==0.5.13  # pages\n", encoding="utf-8")
    start.install_workbook()
    start.install_workbook()
    assert len(commands) == 2
    assert "voila==0.5.13" in commands[0]
    assert commands[1][-4:] == ["--no-deps", "--no-build-isolation", "--editable", str(folder)]
    environment.write_text("  - pip:\n      - voila==0.5.14  # pages\n", encoding="utf-8")
    start.install_workbook()
    assert "voila==0.5.14" in commands[2]


def test_a_failed_installation_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch):
    start.VENV.mkdir()
    source = folder / "list.txt"
    source.write_text("a==1", encoding="utf-8")
    monkeypatch.setattr(start, "run_quietly", lambda _: (_ for _ in ()).throw(start.Stop("No.")))
    for _ in range(2):
        with pytest.raises(start.Stop):
            start.install("tests", [source], [["a==1"]])


def test_a_failure_of_the_whole_command_shows_no_traceback():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "start.py", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert is_one_plain_sentence(done.stderr.strip())


def test_a_server_that_ends_at_once_is_a_sentence():
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    assert "The server ended" in reason(lambda: start.serve(command, 1, "http://127.0.0.1:1/"))


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to every process of a window by itself")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ending_it_ends_the_server_too(sent: signal.Signals, tmp_path: Path):
    noted = tmp_path / "server.txt"
    server = f"import os, time; open({str(noted)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    program = f"import sys, start; sys.exit(start.serve([sys.executable, '-c', {server!r}], 1))"
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while not (noted.exists() and noted.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(sent)
    said, _ = process.communicate(timeout=20)
    assert (process.returncode, said.strip()) == (0, "The workbook has ended.")
    with pytest.raises(ProcessLookupError):
        os.kill(int(noted.read_text()), 0)
