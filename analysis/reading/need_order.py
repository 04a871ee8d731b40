"""The needs of each pupil in order, and whether the first is the main one."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from analysis.columns import need_labels
from analysis.findings import Question
from analysis.reading.choosing import answer
from analysis.reading.needs import Need, needs_in
from analysis.reading.values import ASK

NOT_RECORDED_ANSWER = "not recorded"
_COLUMN_RANKS = {"need_1": 1, "need_2": 2, "need_3": 3}
_LAST = 99


@dataclass(frozen=True)
class PupilNeeds:
    """The needs of one pupil, main one first where that is known."""

    codes: tuple[str, ...]
    ranked: bool = True


def needs_by_pupil(
    columns: Mapping[str, Sequence[str]],
    ranks: Sequence[str] | None,
    pupils: Sequence[int],
    meanings: Mapping[str, str | None],
    without: Set[str] = frozenset(),
) -> dict[int, PupilNeeds]:
    """The needs of every pupil who has any, from need columns in short form and a column of ranks."""
    gathered: dict[int, list[Need]] = {}
    for name, cells in columns.items():
        for row, cell in enumerate(cells):
            if cell:
                found, _ = needs_in(cell)
                column_rank = int(ranks[row] or 0) if ranks and ranks[row] != "?" else _COLUMN_RANKS.get(name, 0)
                found = [_ranked(need, n, column_rank) for n, need in enumerate(found)]
                gathered.setdefault(pupils[row], []).extend(found)
    return {pupil: _in_order(needs, meanings, without) for pupil, needs in gathered.items()}


def _ranked(need: Need, place: int, column_rank: int) -> Need:
    """The need with its column's rank, unless its own cell gave one; only the first of a cell has the column's."""
    return need if need.rank or place or not column_rank else Need(need.code, column_rank, need.word)


def _in_order(needs: Sequence[Need], meanings: Mapping[str, str | None], without: Set[str]) -> PupilNeeds:
    settled = [_settled(need, meanings) for need in needs]
    settled = [need for need in settled if need is not None]
    kept = [need for need in settled if not (need.word and taken_as(need.word) in without)]
    ordered = sorted(kept, key=lambda need: need.rank or _LAST)
    codes = tuple(dict.fromkeys(need.code for need in ordered))
    ranked = len(codes) < 2 or (ordered[0].rank > 0 and sum(1 for need in ordered if need.rank == ordered[0].rank) == 1)
    return PupilNeeds(codes, ranked)


def taken_as(word: str) -> str:
    """The name of the repair that took a word of the school's own for a type."""
    return f"need-taken-as:{word}"


def _settled(need: Need, meanings: Mapping[str, str | None]) -> Need | None:
    if not need.code.startswith(ASK):
        return need
    meaning = meanings.get(f"value:need:{need.code.removeprefix(ASK)}")
    return None if meaning in (None, NOT_RECORDED_ANSWER) else Need(meaning, need.rank)


def need_questions(columns: Mapping[str, Sequence[str]]) -> tuple[Question, ...]:
    """A question for each word, such as ADHD, that the census has no type for."""
    asked = Counter(
        need.code.removeprefix(ASK)
        for cells in columns.values()
        for cell in cells
        if ASK in cell
        for need in needs_in(cell)[0]
        if need.code.startswith(ASK)
    )
    labels = need_labels()
    options = (*((code, labels[code]) for code in labels), (NOT_RECORDED_ANSWER, "Leave it unrecorded"))
    return tuple(
        Question(
            f"value:need:{word}",
            f"Which type of need does your school record for {word}?",
            options,
            default=NOT_RECORDED_ANSWER,
            why=f"{count:,} cells name it. The census has no type of that name.",
        )
        for word, count in sorted(asked.items())
    )


def order_question(needs: Mapping[int, PupilNeeds], choices: Mapping[str, str]) -> tuple[bool, tuple[Question, ...]]:
    """Whether the first need is the main one, and the question where the file does not say."""
    unordered = sum(1 for found in needs.values() if not found.ranked)
    if not unordered:
        return True, ()
    question = Question(
        "need_order",
        "Is the first need in each cell the main one?",
        (("yes", "Yes, the first is the main need"), ("no", "No, or not sure")),
        default="no",
        why=f"{unordered:,} pupils have more than one need, and the list does not say which is the main one.",
    )
    return answer(question, choices) == "yes", (question,)
