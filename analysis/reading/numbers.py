"""Numbers as schools write them: counts, scores with bounds, reading ages. A column goes in, numbers as text come out.

"" is a blank and "?" is something that was not understood, as everywhere in the reader.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from analysis.findings import Finding
from analysis.reading.values import UNKNOWN
from analysis.reading.vocabulary import is_missing, words_of

YEARS_AND_MONTHS, YEARS = "years and months", "years"
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_DECIMAL_COMMA = re.compile(r"^\d+,\d{1,2}$")
_BOUND = re.compile(r"^(?:([<>\u2264\u2265])\s*(\d+)|(\d+)\s*([+-]))$")
_AGE = re.compile(
    r"^(\d{1,2})\s*(?:[:;'/\u2019-]|y|yrs?,?|years?,?|years? (?:and|&))\s*(\d{1,2})?\s*(?:m|mths?|months?|:00)?$", re.IGNORECASE
)  # a spreadsheet makes a time of the day out of 9:06, which is 09:06:00
_AGE_POINT = re.compile(r"^(\d{1,2})\.(\d{1,2})$")
_AGE_HALF = re.compile(r"^(\d{1,2})\s*(?:1/2|1\u20442)(?:\s*(?:y|yrs?|years?))?$", re.IGNORECASE)
_AGE_MONTHS = re.compile(r"^(\d{1,3})(?:\s*(?:m|mths?|months?))?$", re.IGNORECASE)
_AGE_BOUND = re.compile(r"^(?:[<>\u2264\u2265]|below|under|above|over)\s*|(?<=\d)\s*[+-]$", re.IGNORECASE)
_HIDDEN_MARKS = (":", "~")  # older marks of the DfE
_MOST_COUNT = 1_000
_DOUBTFUL = "age:"


def counts(cells: Sequence[str], heading: str) -> tuple[list[str], list[Finding]]:
    """Counts of sessions or suspensions: none below 0, none beyond what a school year holds."""
    return _read(cells, heading, lambda number: 0 <= number <= _MOST_COUNT)


def scores(cells: Sequence[str], heading: str) -> tuple[list[str], list[Finding]]:
    """Standard scores, which have a mean of 100; one written as a bound stands one point beyond it.

    >>> scores(["88", "<70", "Abs"], "SAS")[0]
    ['88', '69', '?']
    """
    bounded = [beyond(_plain(cell)) for cell in cells]
    known, findings = _read(
        [bound or cell for bound, cell in zip(bounded, cells, strict=True)], heading, lambda number: 40 <= number <= 160
    )
    if count := sum(1 for bound in bounded if bound):
        what = "Some scores are only a bound, such as “below 70”."
        did = "Each was read as one point beyond its bound, so an average of them means little."
        findings.append(Finding("bounded-scores", "worth knowing", what, heading, count, did, of="cells"))
    return known, findings


def scaled_scores(cells: Sequence[str], heading: str) -> tuple[list[str], list[Finding]]:
    """Key stage 2 scaled scores; the letters for pupils without one are not scores."""
    letters = [bool(re.fullmatch("[A-Za-z]{1,2}", cell)) for cell in cells]
    known, findings = _read(
        ["" if letter else cell for letter, cell in zip(letters, cells, strict=True)], heading, lambda number: 80 <= number <= 120
    )
    if any(letters):
        what = "Some pupils have a letter in place of a scaled score."
        findings.append(Finding("no-scaled-score", "for information", what, heading, sum(letters), "They are counted as not recorded.", of="cells"))
    return known, findings


def reading_ages(cells: Sequence[str], heading: str) -> tuple[list[str], list[Finding]]:
    """Reading ages in months; "age:9.06" for one that could be years and months or years, which is asked about.

    >>> reading_ages(["9:06", "9y 6m", "16:00+", "<6:00", "9.06"], "RA")[0]
    ['114', '114', '192', '72', 'age:9.06']
    """
    known = {cell: _age(_AGE_BOUND.sub("", _plain(cell.replace("½", " 1/2")))) for cell in set(cells)}
    found = [known[cell] for cell in cells]
    findings = _odd(found.count(UNKNOWN), heading)
    if count := sum(1 for cell, age in zip(cells, found, strict=True) if _AGE_BOUND.search(cell) and age not in ("", UNKNOWN)):
        what, did = "Some reading ages are only a bound, such as “16:00+”.", "Each was read as that age, so an average of them means little."
        findings.append(Finding("bounded-scores", "worth knowing", what, heading, count, did, of="cells"))
    return found, findings


def doubtful_ages(cells: Sequence[str]) -> list[str]:
    """The reading ages that could be two things."""
    return [cell for cell in cells if cell.startswith(_DOUBTFUL)]


def settled_age(cell: str, meaning: str | None) -> str:
    """A reading age in months after the answer; "" where there is none."""
    if not cell.startswith(_DOUBTFUL):
        return cell
    years, part = cell.removeprefix(_DOUBTFUL).split(".")
    if meaning == YEARS_AND_MONTHS:
        return str(int(years) * 12 + int(part)) if int(part) < 12 else UNKNOWN
    return str(round(float(f"{years}.{part}") * 12)) if meaning == YEARS else ""


def _age(cell: str) -> str:
    if is_missing(cell):
        return ""
    if match := _AGE.match(cell):
        months = int(match[2] or 0)
        return str(int(match[1]) * 12 + months) if months < 12 else UNKNOWN
    if match := _AGE_HALF.match(cell):
        return str(int(match[1]) * 12 + 6)
    if match := _AGE_POINT.match(cell):
        return f"{_DOUBTFUL}{match[1]}.{match[2]}"
    if match := _AGE_MONTHS.match(cell):
        return match[1] if int(match[1]) >= 48 else str(int(match[1]) * 12)
    return UNKNOWN


def _plain(cell: str) -> str:
    return cell if cell.isascii() else unicodedata.normalize("NFKC", cell)


def beyond(cell: str) -> str:
    """The score one point beyond a bound: "69" for "<70"; "" where there is no bound."""
    match = _BOUND.match(cell.strip())
    if not match:
        return ""
    sign, number = (match[1], match[2]) if match[1] else (match[4], match[3])
    return str(int(number) + (1 if sign in ">\u2265+" else -1))


def _read(cells: Sequence[str], heading: str, is_usual: Callable[[float], bool]) -> tuple[list[str], list[Finding]]:
    hidden, commas = words_of("hidden_number"), set()

    def meaning(cell: str) -> str:
        plain = _plain(cell).strip()
        if plain.casefold() in hidden or plain in _HIDDEN_MARKS or is_missing(plain):
            return ""
        plain = plain.replace(" ", "")
        if _THOUSANDS.match(plain):
            plain = plain.replace(",", "")
        elif _DECIMAL_COMMA.match(plain):
            commas.add(cell)
            plain = plain.replace(",", ".")
        if not _NUMBER.match(plain) or not is_usual(float(plain)):
            return UNKNOWN
        return f"{float(plain):g}"

    known = {cell: meaning(cell) for cell in set(cells)}
    found = [known[cell] for cell in cells]
    findings = _odd(found.count(UNKNOWN), heading)
    if count := sum(1 for cell in cells if cell.strip().casefold() in hidden or cell.strip() in _HIDDEN_MARKS):
        what = "Some numbers were hidden before you got this list, as c, z or low."
        findings.append(Finding("hidden-numbers", "worth knowing", what, heading, count, "They are counted as not recorded.", of="cells"))
    if count := sum(1 for cell in cells if cell in commas):
        what = "Some numbers have a comma for the decimal point."
        findings.append(Finding("decimal-comma", "for information", what, heading, count, "They were read that way.", of="cells"))
    return found, findings


def _odd(count: int, heading: str) -> list[Finding]:
    if not count:
        return []
    what = "Some entries are not numbers that this column can hold."
    did, you_can = "They are counted as not recorded.", "Check them in your school system."
    return [Finding("odd-number", "worth knowing", what, heading, count, did, you_can, of="cells")]
