"""Lists on their way from one page to the next: in this process's memory only, behind a random key."""

import time
from collections import OrderedDict
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

LARGEST_LIST = 20_000_000  # bytes; 20,000 pupils take a few million
MOST_LISTS = 50
KEPT_SECONDS = 12 * 3600


class Lists:
    """Carried lists by key. The oldest go first when there are too many; each goes when it has not been asked for in long."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    def put(self, key: str, packed: bytes) -> None:
        """Keep a list under its key, in place of an earlier one."""
        self.drop_old()
        self._kept[key] = (self._clock(), packed)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_LISTS:
            self._kept.popitem(last=False)

    def get(self, key: str) -> bytes | None:
        """The list under a key, or None."""
        self.drop_old()
        if key not in self._kept:
            return None
        packed = self._kept[key][1]
        self.put(key, packed)
        return packed

    def drop(self, key: str) -> None:
        """Forget a list."""
        self._kept.pop(key, None)

    def drop_old(self) -> None:
        """Forget the lists that nobody has asked for in long."""
        oldest = self._clock() - KEPT_SECONDS
        for key in [key for key, (asked, _) in self._kept.items() if asked < oldest]:
            self.drop(key)


class ListHandler(RequestHandler):
    """Takes a list from a page and gives it to the next one. Only our own pages send the header that is asked for here."""

    def initialize(self, lists: Lists) -> None:
        """The lists that are kept."""
        self.lists = lists

    def check_xsrf_cookie(self) -> None:
        """A header that other sites cannot send stands in for the cookie."""

    def prepare(self) -> None:
        """Turns away everything but our own pages."""
        origin = self.request.headers.get("Origin")
        ours = origin is None or urlsplit(origin).netloc == self.request.host
        if self.request.headers.get("X-Workbook") != "list" or not ours:
            raise HTTPError(403)
        self.set_header("Cache-Control", "no-store")

    def put(self, key: str) -> None:
        """Keep the list in the body."""
        if len(self.request.body) > LARGEST_LIST:
            raise HTTPError(413)
        self.lists.put(key, self.request.body)
        self.set_status(204)

    def get(self, key: str) -> None:
        """Give the list back."""
        packed = self.lists.get(key)
        if packed is None:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(packed)

    def delete(self, key: str) -> None:
        """Forget the list."""
        self.lists.drop(key)
        self.set_status(204)
