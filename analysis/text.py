"""Numbers and sentences: one rounding rule for chart, table and words."""

from decimal import ROUND_HALF_UP, Decimal


def percent(share: float, places: int = 1) -> str:
    """A share from 0 to 1 as a percentage, halves rounded up, with no needless ".0".

    >>> percent(0.125, places=0), percent(0.0742), percent(0.2)
    ('13%', '7.4%', '20%')
    """
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(repr(round(share * 100, 9))).quantize(step, ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") + "%" if places else f"{rounded:f}%"


def whole(number: float) -> str:
    """A number to the nearest whole, halves up, with thousands marked.

    >>> whole(1150.5)
    '1,151'
    """
    return f"{Decimal(repr(number)).quantize(Decimal(1), ROUND_HALF_UP):,}"


def pupils(count: int) -> str:
    """A count of pupils in words.

    >>> pupils(1), pupils(31)
    ('1 pupil', '31 pupils')
    """
    return f"{count:,} pupil{'' if count == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Words joined as in speech.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


NAMES = {"Year", "England", "Down", "Reception", "English"}


def inside_sentence(label: str) -> str:
    """A label as it reads in the middle of a sentence: a lower first letter, unless it is a name or an abbreviation.

    >>> inside_sentence("Moderate learning difficulty"), inside_sentence("EHC plan"), inside_sentence("Year 7")
    ('moderate learning difficulty', 'EHC plan', 'Year 7')
    """
    first = label.split(" ")[0]
    keep = first.isupper() or first in NAMES
    return label if keep else label[:1].lower() + label[1:]


def are(subject: str) -> str:
    """A subject such as "with an EHC plan" as what pupils are or have.

    >>> are("on SEN support"), are("with an EHC plan")
    ('are on SEN support', 'have an EHC plan')
    """
    return subject.replace("with", "have", 1) if subject.startswith("with") else f"are {subject}"


def sentence(words: str) -> str:
    """Words with a capital at the front."""
    return words[:1].upper() + words[1:]


_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def words_for(count: int) -> str:
    """A number as prose has it: in words under ten.

    >>> words_for(6), words_for(12)
    ('six', '12')
    """
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def hours(minutes: int) -> str:
    """Minutes as hours, to a quarter at most.

    >>> hours(60), hours(150), hours(165)
    ('1 hour', '2.5 hours', '2.75 hours')
    """
    amount = f"{round(minutes / 15) / 4:g}"
    return f"{amount} hour{'' if amount == '1' else 's'}"
