"""Kernels whose page has gone are ended, and only those."""

import asyncio

import pytest
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from server.watchdog import AliveHandler, GonePages

AFTER = 180


class Kernels:
    """Stands in for the server's kernel manager: connections by kernel, and what was ended."""

    def __init__(self, **connections: int):
        self.connections = connections
        self.ended: list[str] = []
        self.fails: set[str] = set()
        self.meanwhile = lambda: None

    def list_kernel_ids(self) -> list[str]:
        return list(self.connections)

    def kernel_model(self, kernel: str) -> dict:
        return {"connections": self.connections[kernel]}

    def __contains__(self, kernel: str) -> bool:
        return kernel in self.connections

    async def shutdown_kernel(self, kernel: str) -> None:
        await asyncio.sleep(0)
        self.meanwhile()
        if kernel in self.fails:
            raise RuntimeError("the kernel does not answer")
        del self.connections[kernel]
        self.ended.append(kernel)


class Watch:
    """A watchdog with a clock that the test moves."""

    def __init__(self, kernels: Kernels):
        self.now = 0.0
        self.pages = GonePages(kernels, AFTER, clock=lambda: self.now)

    def after(self, seconds: float) -> list[str]:
        self.now += seconds
        return asyncio.run(self.pages.look())

    def every(self, step: float, seconds: float) -> list[str]:
        """Look every `step` seconds for so long; all that were ended."""
        return [one for _ in range(round(seconds / step)) for one in self.after(step)]


def test_a_kernel_without_a_page_ends_after_the_time_and_not_before():
    watch = Watch(Kernels(a=0))
    assert watch.after(0) == []
    assert watch.every(30, 150) == []
    assert watch.after(30) == ["a"]


def test_the_time_counts_from_when_the_page_went_and_not_from_the_kernels_start():
    kernels = Kernels(a=1)
    watch = Watch(kernels)
    assert watch.every(30, 3_600) == []
    kernels.connections["a"] = 0
    assert watch.every(30, 180) == []
    assert watch.after(30) == ["a"]


@pytest.mark.parametrize("hours", [1, 10])
def test_an_open_page_keeps_its_kernel_however_silent_it_is(hours: int):
    assert Watch(Kernels(a=1)).every(30, hours * 3600) == []


def test_a_page_that_comes_back_in_time_keeps_its_kernel_and_the_time_starts_again():
    kernels = Kernels(a=0)
    watch = Watch(kernels)
    assert watch.every(30, 150) == []
    kernels.connections["a"] = 1
    assert watch.after(30) == []
    kernels.connections["a"] = 0
    assert watch.every(30, 180) == []
    assert watch.after(30) == ["a"]


def test_each_kernel_has_its_own_time():
    kernels = Kernels(a=0)
    watch = Watch(kernels)
    watch.every(30, 90)
    kernels.connections["b"] = 0
    assert watch.every(30, 120) == ["a"]
    assert watch.every(30, 90) == ["b"]


def test_a_kernel_that_was_ended_elsewhere_is_forgotten():
    kernels = Kernels(a=0)
    watch = Watch(kernels)
    watch.every(30, 150)
    del kernels.connections["a"]
    assert watch.after(30) == []
    kernels.connections["a"] = 0  # another with the same name has its full time
    assert watch.after(30) == []


def test_one_kernel_that_will_not_end_does_not_keep_the_others():
    kernels = Kernels(a=0, b=0, c=0)
    kernels.fails = {"b"}
    watch = Watch(kernels)
    watch.every(30, 210)
    assert kernels.ended == ["a", "c"]
    kernels.fails = set()
    assert watch.after(30) == ["b"]


def test_a_page_that_comes_back_while_others_are_being_ended_keeps_its_kernel():
    """Ending a kernel can take seconds. Who is back by then is looked at again."""
    kernels = Kernels(a=0, b=0)
    watch = Watch(kernels)
    watch.every(30, 150)
    kernels.meanwhile = lambda: kernels.connections.update(b=1)
    watch.every(30, 60)
    assert kernels.ended == ["a"]


def test_a_computer_that_slept_gives_its_pages_their_time_again():
    """Some clocks count sleep. A page whose connection broke as the lid closed must have time to come back."""
    kernels = Kernels(a=0)
    watch = Watch(kernels)
    watch.every(30, 60)
    assert watch.after(3_600) == []
    kernels.connections["a"] = 1
    assert watch.after(30) == []
    kernels.connections["a"] = 0
    assert watch.every(30, 180) == []
    assert watch.after(30) == ["a"]


class Kernel:
    def __init__(self, alive: bool):
        self.alive = alive

    async def is_alive(self) -> bool:
        return self.alive


class TestAlive(AsyncHTTPTestCase):
    """What the address says about kernels: that one lives or not, and nothing else."""

    def get_app(self) -> Application:
        kernels = {"living-1": Kernel(True), "dead-1": Kernel(False)}

        class Manager(dict):
            get_kernel = dict.__getitem__

        return Application([(r"/workbook/alive/([\w-]*)", AliveHandler, {"kernels": Manager(kernels)})])

    def test_a_living_kernel_a_dead_one_and_an_unknown_one(self):
        for kernel, status in (("living-1", 204), ("dead-1", 404), ("unknown", 404), ("", 204)):
            answer = self.fetch(f"/workbook/alive/{kernel}")
            assert answer.code == status, kernel
            assert "dead-1" not in answer.body.decode() and "living-1" not in answer.body.decode()
            assert status == 404 or answer.body == b""

    def test_an_answer_is_not_kept_by_the_browser(self):
        assert self.fetch("/workbook/alive/living-1").headers["Cache-Control"] == "no-store"

    def test_nothing_can_be_sent_there(self):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = self.fetch("/workbook/alive/living-1", method=method, allow_nonstandard_methods=True, body="x")
            assert answer.code == 405, method
