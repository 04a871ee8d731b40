"""Spare kernels: who gets one, how many there are, and what happens when there is none."""

import asyncio
from collections.abc import Callable

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from server import warm
from server.first_paint import made_before
from server.settings import workbook_settings
from server.warm import PAGE, WarmKernels

FOR_A_PAGE = {"env": {PAGE: "voila/0.5.13"}, "path": ""}
GIBIBYTE = 1024**3


class Kernel:
    """A kernel that lives, or does not."""

    def __init__(self, alive: bool = True):
        self.alive = alive

    async def is_alive(self) -> bool:
        return self.alive


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Runs a test's steps with a manager whose kernels are made without starting any program, once it has its spare ones."""
    made: list[str] = []

    async def start(self, **wanted) -> str:
        kernel = f"kernel-{len(made)}"
        made.append(kernel)
        self._kernels[kernel] = Kernel()
        return kernel

    async def ask(self, kernel: str, call: str, fresh: bool = False) -> list:
        return []

    monkeypatch.setattr(AsyncMappingKernelManager, "start_kernel", start)
    monkeypatch.setattr(WarmKernels, "ask", ask)
    monkeypatch.setattr(warm.psutil, "virtual_memory", lambda: type("Memory", (), {"available": 8 * GIBIBYTE}))

    async def shutdown(self, kernel: str, now: bool = False) -> None:
        del self._kernels[kernel]

    monkeypatch.setattr(WarmKernels, "shutdown_kernel", shutdown)

    def run(steps: Callable, likely: list = (), **settings: object) -> object:
        async def main() -> object:
            kernels = WarmKernels(**settings)

            async def likely_pages() -> list:
                return list(likely)

            kernels.likely = likely_pages
            await asyncio.sleep(0.01)
            return await steps(kernels)

        return asyncio.run(main())

    return run


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """Which kernel ran which cells, as it happens."""
    seen: list[tuple] = []

    async def run_page(self, kernel: str, cells: tuple, fresh: bool = False) -> list[str]:
        seen.append((kernel, cells))
        return [f"part of {cell}" for cell in cells]

    monkeypatch.setattr(WarmKernels, "run_page", run_page)
    return seen


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """What was asked of which kernel, as it happens."""
    seen: list[tuple] = []

    async def ask(self, kernel: str, call: str, fresh: bool = False) -> None:
        seen.append((kernel, call))

    monkeypatch.setattr(WarmKernels, "ask", ask)
    return seen


def test_a_page_gets_a_kernel_that_is_ready_and_nobody_else_gets_it(after: Callable):
    async def steps(kernels: WarmKernels) -> None:
        ready = list(kernels.spare)
        assert len(ready) == 2
        assert [await kernels.start_kernel(**FOR_A_PAGE), await kernels.start_kernel(**FOR_A_PAGE)] == ready
        assert kernels.spare == []
        assert sorted(kernels.list_kernel_ids()) == sorted(ready)

    after(steps)


def test_a_notebook_in_jupyterlab_gets_a_fresh_kernel_in_its_own_folder(after: Callable):
    async def steps(kernels: WarmKernels) -> None:
        ready = list(kernels.spare)
        assert await kernels.start_kernel(path="notebooks/mine") not in ready
        assert await kernels.start_kernel(path="notebooks/mine", env={"HOME": "here"}) not in ready
        assert kernels.spare == ready

    after(steps)


def test_a_spare_kernel_is_in_no_list_and_so_is_not_ended_as_one_whose_page_has_gone(after: Callable):
    async def steps(kernels: WarmKernels) -> None:
        assert kernels.spare
        assert kernels.list_kernel_ids() == []

    after(steps)


def test_without_a_spare_kernel_a_page_gets_a_fresh_one_and_the_log_says_so(after: Callable, caplog: pytest.LogCaptureFixture):
    async def steps(kernels: WarmKernels) -> None:
        assert await kernels.start_kernel(**FOR_A_PAGE) in kernels.list_kernel_ids()

    after(steps, most=0)
    assert "No kernel was ready" in caplog.text


def test_a_spare_kernel_that_died_is_not_given_out(after: Callable):
    async def steps(kernels: WarmKernels) -> None:
        first, second = kernels.spare
        kernels.get_kernel(first).alive = False
        assert await kernels.start_kernel(**FOR_A_PAGE) == second

    after(steps)


def test_the_place_of_a_kernel_given_out_is_taken_by_another(after: Callable):
    async def steps(kernels: WarmKernels) -> None:
        given = await kernels.start_kernel(**FOR_A_PAGE)
        kernels.refill()
        await asyncio.sleep(0.01)
        assert len(kernels.spare) == 2
        assert given not in kernels.spare

    after(steps)


def test_where_a_kernel_cannot_be_got_ready_pages_are_served_as_before(
    after: Callable, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async def fail(_kernels: WarmKernels, _cells: tuple) -> str:
        raise RuntimeError("/home/somebody")

    monkeypatch.setattr(WarmKernels, "warm_kernel", fail)

    async def steps(kernels: WarmKernels) -> None:
        assert kernels.spare == []
        assert await kernels.start_kernel(**FOR_A_PAGE)

    after(steps)
    assert "could be got ready before a page asks for it: RuntimeError" in caplog.text
    assert "somebody" not in caplog.text


PAGES = [("first()",), ("second()",)]


def test_spare_kernels_have_run_the_likeliest_pages_and_each_page_gets_its_own(after: Callable, runs: list):
    async def steps(kernels: WarmKernels) -> None:
        first, second = kernels.spare
        assert runs == [(first, PAGES[0]), (second, PAGES[1])]
        assert await kernels.open_page(PAGES[1], "") == (second, ["part of second()"])
        assert await kernels.open_page(PAGES[0], "") == (first, ["part of first()"])
        assert len(runs) == 2

    after(steps, likely=PAGES)


def test_a_page_that_no_spare_kernel_has_run_is_run_in_one_and_about_the_school_asked_for(after: Callable, runs: list, asked: list):
    async def steps(kernels: WarmKernels) -> None:
        spare = list(kernels.spare)
        kernel, parts = await kernels.open_page(("third()",), "secondary")
        assert kernel in spare and kernel not in kernels.spare
        assert runs[-1] == (kernel, ("third()",)) and parts == ["part of third()"]
        await asyncio.sleep(0.01)
        assert asked == [*((one, "warm.draw_once()") for one in spare), (kernel, "warm.use_school('secondary')")]

    after(steps, likely=PAGES)


def test_a_kernel_with_older_code_is_ended_and_not_given_out(after: Callable, runs: list, monkeypatch: pytest.MonkeyPatch):
    async def steps(kernels: WarmKernels) -> None:
        older = list(kernels.spare)
        monkeypatch.setattr(warm, "code_stamp", lambda: "changed")
        assert (await kernels.open_page(PAGES[0], ""))[0] not in older
        assert not set(older) & set(kernels.list_kernel_ids())

    after(steps, likely=PAGES)


def test_on_jupyters_server_one_kernel_at_most_is_held_ready():
    assert workbook_settings().WarmKernels.most == 1
    assert "most" not in workbook_settings(8866).WarmKernels


@pytest.mark.slow
def test_a_kernel_looks_where_the_server_keeps_what_it_made_before():
    async def main() -> str:
        kernels = WarmKernels(most=0)
        try:
            return await kernels.ask(await kernels._fresh_kernel(), "warm.paths.made_before.name", fresh=True)
        finally:
            await kernels.shutdown_all(now=True)

    assert asyncio.run(main()) == made_before().name
