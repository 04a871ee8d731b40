"""Work done while nobody waits for it."""

import asyncio
from collections.abc import Callable, Iterable

from widgets.guard import guarded

_PAUSE = 0.05  # seconds between two pieces, in which the page may ask for something


class Ahead:
    """Pieces of work, one after another, with a pause before each; a new list takes the place of the old one.

    Where no event loop runs, as in a script, there is no idle time and nothing is done.
    """

    def __init__(self) -> None:
        self._pieces: list[Callable[[], object]] = []
        self._next: asyncio.TimerHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether something is still to be done."""
        return self._next is not None

    def do(self, pieces: Iterable[Callable[[], object]] = ()) -> None:
        """Forget what has not been done yet and do these instead."""
        self._pieces = list(pieces)
        if self._next is None:
            self._wait()

    def _wait(self) -> None:
        self._next = None
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._pieces:
            self._next = loop.call_later(_PAUSE, self._go_on)

    def _go_on(self) -> None:
        if self._pieces:
            guarded(_nobody_waits)(self._pieces.pop(0))()
        self._wait()


def _nobody_waits(_message: str) -> None:
    """What fails here fails again, and is told, when it is asked for."""
