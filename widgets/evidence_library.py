"""All the evidence in one place: found by module, phase, topic, strength and words, read one card at a time."""

from collections.abc import Mapping
from html import escape

from analysis.evidence import PHASES, STRENGTH_DOTS, TOPICS, Claim, claims
from analysis.words import modules
from widgets.evidence_cards import card, how_sure, other_side
from widgets.guard import guarded_cell
from widgets.html import button, details, select
from widgets.live import Live

AT_ONCE = 12  # cards on the page at first, and more with each press of "Show more"
_ANY = ("", "Any")
_FILTERS = ("module", "phase", "topic", "strength", "words")


class EvidenceLibrary(Live):
    """Every claim by its heading, who was studied and how sure it is; the card opens under it."""

    def __init__(self):
        super().__init__(name="evidence library", controls="", count="", found="")
        self.add_class("library")
        self._asked = dict.fromkeys(_FILTERS, "")
        self._shown = AT_ONCE
        for event, answer in (("find", self._find), ("more", self._more), ("clear", self._clear)):
            self.when(event, answer)
        self._show(controls=_controls(self._asked))

    def _find(self, values: Mapping[str, str]) -> None:
        self._asked = {name: values.get(name, "") for name in _FILTERS}
        self._shown = AT_ONCE
        self._show()

    def _more(self, _values: object) -> None:
        """Show the next cards, and go to the first of them."""
        seen = self._shown
        self._shown += AT_ONCE
        self._show(go_to=seen)

    def _clear(self, _values: object) -> None:
        self._asked = dict.fromkeys(_FILTERS, "")
        self._shown = AT_ONCE
        self._show(controls=_controls(self._asked))

    def _show(self, go_to: int | None = None, **pieces: str) -> None:
        """The claims that fit, counted, and the first of them."""
        asked = self._asked
        module = int(asked["module"]) if asked["module"].isdigit() else None
        found = claims(module, asked["topic"], asked["phase"], asked["strength"], asked["words"])
        self.show(count=_count(len(found), min(self._shown, len(found))), found=_listed(found, self._shown, go_to), **pieces)


def _controls(asked: Mapping[str, str]) -> str:
    """The filters: each takes effect as soon as it is changed; the words when Enter or Find is pressed."""
    boxes = (
        ("topic", "Topic", tuple(TOPICS.items())),
        ("module", "Module", tuple((str(one.number), f"{one.number}. {one.title}") for one in modules())),
        ("phase", "Pupils studied", tuple((phase, phase.capitalize()) for phase in PHASES)),
        ("strength", "How sure", tuple((strength, strength.capitalize()) for strength in STRENGTH_DOTS)),
    )
    selects = "".join(
        select(name, label, (_ANY, *options), asked[name], f"library-{name}", change="find") for name, label, options in boxes
    )
    return (
        f'<form data-do="find" class="controls" role="search" aria-label="Find evidence">{selects}'
        '<div class="control"><label for="library-words">Words</label>'
        f'<input type="search" id="library-words" name="words" value="{escape(asked["words"])}" data-live-only disabled></div>'
        '<p class="actions"><button type="submit" class="button main" data-live-only disabled>Find</button> '
        f"{button('clear', 'Clear')}</p></form>"
    )


def _count(found: int, shown: int) -> str:
    """How many claims fit, said aloud as it changes."""
    if not found:
        words = "No card fits. Clear one of the filters, or try other words."
    else:
        cards = "1 card fits" if found == 1 else f"{found} cards fit"
        words = f"{cards}. {shown} shown." if shown < found else f"{cards}."
    return f'<p role="status">{words}</p>'


def _listed(found: tuple[Claim, ...], most: int, go_to: int | None) -> str:
    """The first claims under their topics, each closed, and a button for more."""
    parts, topic = [], ""
    for place, one in enumerate(found[:most]):
        if one.topic != topic:
            topic = one.topic
            parts.append(f"<h3>{escape(TOPICS[topic])}</h3>")
        entry = _entry(one)
        parts.append(entry.replace("<summary>", "<summary data-take-focus>", 1) if place == go_to else entry)
    more = f'<p class="actions">{button("more", "Show more", key=f"library-more-{most}")}</p>' if len(found) > most else ""
    return f'<div class="evidence">{"".join(parts)}</div>{more}'


def _entry(one: Claim) -> str:
    """One claim: what it is about, who was studied and how sure it is; its card on demand."""
    summary = (
        f'<strong class="about">{escape(one.heading)}</strong> <span class="who">{escape(one.population)}</span> '
        f'<span class="sure">{how_sure(one)}</span>'
    )
    return details(f"library-{one.id}", summary, card(one, f"library-{one.id}") + other_side(one, f"library-{one.id}"), rich=True)


@guarded_cell
def evidence_library() -> EvidenceLibrary:
    """Every card of the workbook, with filters."""
    return EvidenceLibrary()
