"""What the parts of a school census return and of a common transfer file that are written alike say about a pupil."""

from collections.abc import Mapping, Sequence

from analysis.reading.needs import MORE, parse_needs
from analysis.reading.values import UNKNOWN


def is_open_period(period: Mapping[str, str], day: str) -> bool:
    """Whether an English period of free school meals is open on a day (the end of time where that is not known)."""
    start, end, day = period.get("fsmstartdate", "")[:10], period.get("fsmenddate", "")[:10], day or "9999"
    return period.get("ukcountry", "ENG") in ("ENG", "") and start <= day and (not end or end >= day)


def short_needs(needs: Sequence[tuple[str, str]]) -> str:
    """Needs, each with its rank as written, in the short form of `needs.py`.

    >>> short_needs([("2", "ASD"), ("1", "SEMH"), ("", "?")])
    '2=ASD 1=SEMH ?'
    """
    short = []
    for rank, kind in needs:
        ranked = rank.isascii() and rank.isdecimal() and int(rank)
        for need in parse_needs(kind).split():
            short.append(f"{int(rank)}={need}" if ranked and need not in (UNKNOWN, MORE) and "=" not in need else need)
    return " ".join(dict.fromkeys(short))
