"""XML of untrusted files as a stream: definitions are refused, names lose their namespaces, and nothing is held but what is wanted."""

import re
from collections.abc import Callable

from analysis.errors import FileError
from analysis.reading.decoding import decode

LOAD_AGAIN = "Export the school census return again, or load a pupil list as csv or Excel."
_CHUNK = 1_000_000
_DEEPEST = 60
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class Collector:
    """Takes the parser's events. Names of elements come in small letters, without a namespace; the header's leaves are kept.

    A collector of one kind of file says what to do when an element opens and closes.
    """

    def __init__(self):
        self.header: dict[str, str] = {}
        self.path: list[str] = []  # the elements around the one that opens or closes
        self._text: list[str] = []

    def opened(self, name: str) -> None:
        """An element begins."""

    def closed(self, name: str, text: str) -> None:
        """An element below the header has ended."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """What the parser calls where an element begins."""
        name = local_name(tag)
        if len(self.path) >= _DEEPEST:
            raise FileError("This XML file is built too deeply for a census.", how=LOAD_AGAIN, code="xml-deep")
        self.opened(name)
        self.path.append(name)
        self._text = []

    def data(self, text: str) -> None:
        """What the parser calls for text."""
        self._text.append(text)

    def end(self, tag: str) -> None:
        """What the parser calls where an element ends."""
        name, text = self.path.pop(), "".join(self._text).strip()
        if "header" in self.path:
            self.header[name] = text
        else:
            self.closed(name, text)
        self._text = []


class _Target:
    """Hands the parser's events to the collector for the outermost element."""

    def __init__(self, collector_for: Callable[[str], Collector]):
        self._collector_for = collector_for
        self.collector: Collector | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.collector is None:
            self.collector = self._collector_for(local_name(tag))
        self.collector.start(tag, attributes)

    def data(self, text: str) -> None:
        self.collector.data(text)

    def end(self, tag: str) -> None:
        self.collector.end(tag)

    def close(self) -> Collector | None:
        return self.collector


def local_name(tag: str) -> str:
    """The name of an element in small letters, without its namespace or prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def collected(content: bytes, progress: Callable[[str], None], collector_for: Callable[[str], Collector]) -> Collector:
    """The collector for the outermost element, after the whole file went through it."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    text, _ = decode(content)
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    parser = DefusedXMLParser(target=_Target(collector_for), encoding="utf-8", forbid_dtd=True)
    try:
        for start in range(0, len(text), _CHUNK):
            progress("Reading the file")
            parser.feed(text[start : start + _CHUNK].encode("utf-8", errors="replace"))
        return parser.close()
    except DefusedXmlException as error:
        raise FileError("This XML file holds definitions that no return needs.", how=LOAD_AGAIN, code="xml-entities") from error
    except (ParseError, ValueError) as error:
        raise FileError("This XML file is damaged or only part of it arrived.", how=LOAD_AGAIN, code="xml-damaged") from error
