"""A page's cells, run without a Jupyter kernel: by the Python inside a page, and where its first paint is made."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import comm
from comm.base_comm import BaseComm
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import capture_output
from traitlets.config import Config

LIVE_VIEW = "application/vnd.jupyter.widget-view+json"
_NO_HISTORY = Config({"HistoryManager": {"enabled": False}})  # nothing that was run is written anywhere


class PageComm(BaseComm):
    """One widget's line to the page. `tell(words, buffers)` is replaced by whoever hands the messages on."""

    tell: Callable[[str, list[bytes]], None] = staticmethod(lambda words, buffers: None)

    def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **_others: Any) -> None:
        """Note the widget's values, and hand on what it says."""
        if msg_type == "comm_open":
            self.state = dict(data["state"])
        if msg_type == "comm_msg":
            self.state.update(data.get("state", {}))
            words = json.dumps({"comm": self.comm_id, "data": data})
            PageComm.tell(words, [bytes(one) for one in buffers or ()])


class _Hook(DisplayHook):
    """Shows the last value of a cell as `display` does, and keeps it nowhere."""

    def __call__(self, result: object = None) -> None:
        if result is not None:
            display(result)


class PageShell(InteractiveShell):
    """IPython for one page, without a terminal."""

    displayhook_class = _Hook


comm.create_comm = PageComm


def hear(words: str, buffers: Sequence[Any]) -> None:
    """Pass on to its widget what the page says."""
    said = json.loads(words)
    one = comm.get_comm_manager().get_comm(said["comm"])
    if one is not None:
        one.handle_msg({"content": {"data": said["data"]}, "buffers": list(buffers)})


def run_cells(notebook: Mapping[str, Any]) -> dict[str, list[dict]]:
    """The outputs of every code cell by the cell's id, in the notebook's form; those of an earlier page are closed.

    Of a cell that fails nothing is kept but that it failed: what Python says about it may hold values.
    """
    from ipywidgets import Widget

    Widget.close_all()
    shell = PageShell.instance(config=_NO_HISTORY)
    shell.reset(new_session=False)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return {cell["id"]: _outputs(shell, "".join(cell["source"])) for cell in code}


def _outputs(shell: InteractiveShell, source: str) -> list[dict]:
    with capture_output() as caught:
        done = shell.run_cell(source, store_history=False)
    if not done.success:
        return [{"output_type": "error", "ename": "", "evalue": "", "traceback": []}]
    shown = [{"output_type": "display_data", "data": one.data, "metadata": one.metadata or {}} for one in caught.outputs]
    printed = [{"output_type": "stream", "name": "stdout", "text": caught.stdout}] if caught.stdout else []
    return printed + shown


def run_page(notebook: str) -> str:
    """Run the notebook in this file; the page gets its live parts in order, each with its cell and its state, as JSON."""
    with open(notebook, encoding="utf-8") as file:
        cells = run_cells(json.load(file))
    outputs = [(cell, one) for cell, ones in cells.items() for one in ones]
    models = [(cell, one["data"][LIVE_VIEW]["model_id"]) for cell, one in outputs if LIVE_VIEW in one.get("data", {})]
    return json.dumps({
        "live": [{"cell": cell, "comm": model, "state": comm.get_comm_manager().get_comm(model).state} for cell, model in models],
        "failed": [cell for cell, one in outputs if one["output_type"] == "error"],
    })  # fmt: skip
