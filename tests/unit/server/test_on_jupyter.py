"""On Jupyter's server, where notebooks are open beside pages."""

import asyncio

from server.on_jupyter import GoneOnJupyter


class Kernels:
    """Three kernels without a connection, some of which are ended."""

    def __init__(self):
        self.ids = ["a page", "a notebook", "another page"]

    def __contains__(self, kernel: str) -> bool:
        return kernel in self.ids

    def list_kernel_ids(self) -> list[str]:
        return list(self.ids)

    def kernel_model(self, _kernel: str) -> dict[str, int]:
        return {"connections": 0}

    async def shutdown_kernel(self, kernel: str) -> None:
        self.ids.remove(kernel)


def test_only_kernels_that_a_page_asked_about_are_ended():
    kernels, time = Kernels(), iter(range(0, 1_000, 100))
    gone = GoneOnJupyter(kernels, 180, {"a page": True, "another page": False}, clock=lambda: next(time))
    for _ in range(3):
        asyncio.run(gone.look())
    assert kernels.ids == ["a notebook"]
