"""Lists on their way between pages: which are kept, which go, and whom the server turns away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tornado.httpclient import HTTPClientError
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from server.lists import KEPT_SECONDS, LARGEST_LIST, MOST_LISTS, ListHandler, Lists

KEY = "0b4b3f0e-9d1f-4a3c-8d4e-1c2d3e4f5a6b"


class Clock:
    """A clock that the test moves."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lists(clock: Clock) -> Lists:
    return Lists(clock)


def test_a_list_comes_back_as_it_was(lists: Lists):
    lists.put("a", b"\x00rows\xff")
    assert lists.get("a") == b"\x00rows\xff"
    assert lists.get("a") == b"\x00rows\xff"


def test_an_unknown_key_has_no_list(lists: Lists):
    assert lists.get("a") is None


def test_a_later_list_takes_the_place_of_the_earlier_one(lists: Lists):
    lists.put("a", b"first")
    lists.put("a", b"second")
    assert lists.get("a") == b"second"


def test_a_dropped_list_is_gone_and_dropping_twice_is_no_error(lists: Lists):
    lists.put("a", b"rows")
    lists.drop("a")
    lists.drop("a")
    assert lists.get("a") is None


def test_the_oldest_goes_when_there_are_too_many(lists: Lists):
    for number in range(MOST_LISTS + 3):
        lists.put(str(number), b"rows")
    assert [lists.get(str(number)) for number in range(3)] == [None, None, None]
    assert all(lists.get(str(number)) for number in range(3, MOST_LISTS + 3))


def test_a_list_that_was_asked_for_is_not_the_oldest(lists: Lists):
    for number in range(MOST_LISTS):
        lists.put(str(number), b"rows")
    lists.get("0")
    lists.put("one more", b"rows")
    assert lists.get("0") and lists.get("1") is None


def test_a_list_goes_when_nobody_asked_for_it_in_long(lists: Lists, clock: Clock):
    lists.put("a", b"rows")
    clock.now += KEPT_SECONDS + 1
    assert lists.get("a") is None


def test_a_list_in_use_stays_however_old_it_is(lists: Lists, clock: Clock):
    lists.put("a", b"rows")
    for _ in range(5):
        clock.now += KEPT_SECONDS - 1
        assert lists.get("a") == b"rows"


def test_an_expired_list_leaves_the_memory_when_another_comes(lists: Lists, clock: Clock):
    """Nobody need ask for anything: a list that is past its time is not held until somebody does."""
    lists.put("a", b"rows of a school that left")
    clock.now += KEPT_SECONDS + 1
    lists.put("b", b"rows")
    assert "a" not in lists._kept


def test_an_expired_list_leaves_the_memory_when_the_server_looks(lists: Lists, clock: Clock):
    lists.put("a", b"rows of a school that left")
    lists.drop_old()
    assert "a" in lists._kept
    clock.now += KEPT_SECONDS + 1
    lists.drop_old()
    assert "a" not in lists._kept


def test_a_list_that_has_not_run_out_survives_a_clock_that_stands_still(lists: Lists, clock: Clock):
    lists.put("a", b"rows")
    clock.now += KEPT_SECONDS
    assert lists.get("a") == b"rows"


@contextmanager
def quiet() -> Iterator[None]:
    """Without tornado's lines about refusals."""
    log = logging.getLogger("tornado")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


class TestAddresses(AsyncHTTPTestCase):
    """The address of the lists, as a page or a stranger asks it."""

    def get_app(self) -> Application:
        self.lists = Lists()
        return Application([(r"/workbook/list/([\w-]{36})", ListHandler, {"lists": self.lists})], xsrf_cookies=True)

    def ask(self, method: str, key: str = KEY, body: bytes | None = None, header: str = "list", **headers: str) -> int | bytes:
        """What the server answers: the body of a 200, else the status."""
        sent = {"X-Workbook": header, **{name.replace("_", "-"): value for name, value in headers.items()}}
        with quiet():
            answer = self.fetch(f"/workbook/list/{key}", method=method, body=body, headers=sent, allow_nonstandard_methods=True)
        if isinstance(answer.error, HTTPClientError) and answer.code == 599:
            raise answer.error
        assert answer.code >= 400 or answer.headers["Cache-Control"] == "no-store"
        return answer.body if answer.code == 200 else answer.code

    def test_a_page_puts_gets_and_drops(self):
        assert self.ask("PUT", body=b"rows") == 204
        assert self.ask("GET") == b"rows"
        assert self.ask("DELETE") == 204
        assert self.ask("GET") == 404

    def test_without_the_header_nothing_is_done(self):
        self.lists.put(KEY, b"rows")
        for header in ("", "List", "yes"):
            assert self.ask("GET", header=header) == 403
            assert self.ask("PUT", body=b"other", header=header) == 403
            assert self.ask("DELETE", header=header) == 403
        assert self.lists.get(KEY) == b"rows"

    def test_a_page_of_another_site_is_refused_even_with_the_header(self):
        self.lists.put(KEY, b"rows")
        for origin in ("https://elsewhere.example", "null", "http://127.0.0.1:1", "http://localhost"):
            assert self.ask("GET", Origin=origin) == 403, origin
            assert self.ask("PUT", body=b"other", Origin=origin) == 403, origin
            assert self.ask("DELETE", Origin=origin) == 403, origin
        assert self.lists.get(KEY) == b"rows"

    def test_a_page_of_our_own_may_say_where_it_comes_from(self):
        assert self.ask("PUT", body=b"rows", Origin=self.get_url("").rstrip("/")) == 204

    def test_a_key_of_another_shape_has_no_address(self):
        for key in ("short", "a" * 35, "a" * 37, "..%2F" * 7 + "x", "a" * 35 + "%", "*" * 36):
            assert self.ask("GET", key=key) == 404, key

    def test_another_key_gives_nothing_away(self):
        self.lists.put(KEY, b"rows")
        assert self.ask("GET", key=KEY[:-1] + "c") == 404

    def test_a_list_that_is_too_large_is_refused_and_the_earlier_one_stays(self):
        self.lists.put(KEY, b"rows")
        assert self.ask("PUT", body=bytes(LARGEST_LIST + 1)) == 413
        assert self.lists.get(KEY) == b"rows"

    def test_a_list_of_the_largest_size_is_taken(self):
        assert self.ask("PUT", body=bytes(LARGEST_LIST)) == 204

    def test_other_methods_are_refused(self):
        for method in ("POST", "PATCH", "OPTIONS"):
            assert self.ask(method, body=None if method == "OPTIONS" else b"x") == 405, method
