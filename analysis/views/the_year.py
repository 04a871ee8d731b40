"""What does the year ask of us? The dates of the school year with their force, and the school's own, as a calendar file."""

from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec

from analysis.charts.calendar import draw_year
from analysis.errors import WorkbookError
from analysis.results import Result, Row
from analysis.school import School
from analysis.school_year import DAY_UNKNOWN, Event, events_to_check, reporting_year
from analysis.tables import dates_table
from analysis.text import inside_sentence, sentence, words_for
from analysis.views.define import Choice, Download, Options, Typed, define_view

YEAR_STARTS = 2026  # the school year that the calendar holds days for
OWN = "our own date"
_OWN_DATES = {
    "governors_autumn": ("SEND at the governors' meeting, autumn", "governors"),
    "governors_spring": ("SEND at the governors' meeting, spring", "governors"),
    "governors_summer": ("SEND at the governors' meeting, summer", "governors"),
    "reviews_autumn": ("Register and provision review, autumn", "staff"),
    "reviews_spring": ("Register and provision review, spring", "staff"),
    "reviews_summer": ("Register and provision review, summer", "staff"),
    "families_autumn": ("Meetings with families, autumn", "families"),
    "families_spring": ("Meetings with families, spring", "families"),
    "families_summer": ("Meetings with families, summer", "families"),
}
CHECK = "Check each date with its source before you rely on it."


@dataclass(frozen=True)
class YearSettings:
    """Which events to show, and the school's own dates (ISO); titles are fixed, so that no name gets into a calendar."""

    show: str = "all"
    governors_autumn: str = ""
    governors_spring: str = ""
    governors_summer: str = ""
    reviews_autumn: str = ""
    reviews_spring: str = ""
    reviews_summer: str = ""
    families_autumn: str = ""
    families_spring: str = ""
    families_summer: str = ""


def the_year(school: School, settings: YearSettings = YearSettings()) -> Result:
    """The events of the year, those with a day first; nothing about pupils."""
    events = [event for event in (*reporting_year(), *events_to_check()) if settings.show != "must" or event.force in ("in force", "condition of grant")]
    own = [
        Event(name, title, whom, "practice", "", on=date.fromisoformat(day), rule=OWN)
        for name, (title, whom) in _OWN_DATES.items()
        if (day := getattr(settings, name))
    ]
    told = tuple(sorted((*events, *own), key=lambda event: event.on))
    dated = sum(event.on != DAY_UNKNOWN for event in told)
    return Result(
        view="the_year",
        question=YEAR_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=f"the school year {YEAR_STARTS}/{YEAR_STARTS - 1999}",
        whole=Row("all", "Dates", dated, len(told), beside=0),
        rows=(),
        parts=False,
        overlapping=True,
        notes=(f"{sentence(words_for(len(told) - dated))} more have no day of their own: open “The numbers” to see them. {CHECK}",),
        spread=told,
        about_pupils=False,
    )


def describe_year(result: Result) -> str:
    """The finding: how many days are fixed, and which come first."""
    days = [event for event in result.spread if event.on != DAY_UNKNOWN]
    musts = [event for event in days if event.force in ("in force", "condition of grant")]
    own = sum(event.rule == OWN for event in days)
    first = ", then ".join(f"{inside_sentence(event.what.split(':')[0].split(', then')[0])} ({event.on.day} {event.on:%B})" for event in musts[:2])
    mine = f" {words_for(own).capitalize()} of our own {'is' if own == 1 else 'are'} among them." if own else ""
    return f"{words_for(len(days)).capitalize()} days are fixed in {result.subject}. The first that are required: {first}.{mine}"


def year_key(result: Result) -> str:
    """The key as safe HTML: what the marks are."""
    return (
        '<p><span class="mark compared" aria-hidden="true">◆</span> required (in force, or a condition of grant). '
        '<span class="mark ours" aria-hidden="true">●</span> guidance, practice and our own dates.</p>'
    )


def calendar_file(result: Result) -> bytes:
    """The days as an .ics file: whole-day entries without names, each with its force and source."""
    if find_spec("icalendar") is None:
        raise WorkbookError("Calendar files cannot be made here.", how="The dates are in the table. Open the workbook on your own computer for the file.")
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//Strategic SENCo Workbook//en")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "The SENCo's year")
    for event in result.spread:
        if event.on == DAY_UNKNOWN:
            continue
        entry = Entry()
        entry.add("uid", f"{event.id}-{event.on:%Y%m%d}@strategic-senco-workbook")
        entry.add("dtstamp", _stamp())
        entry.add("dtstart", event.on)
        entry.add("dtend", event.on.fromordinal(event.on.toordinal() + 1))
        entry.add("summary", event.what)
        entry.add("description", " ".join(filter(None, (f"For {event.for_whom}. {event.force.capitalize()}.", event.rule and f"{event.rule}.", CHECK, event.url))))
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return calendar.to_ical()


def _stamp():
    from datetime import UTC, datetime

    return datetime(YEAR_STARTS, 9, 1, tzinfo=UTC)  # the same file for the same dates


def _show_options(_school: School) -> Options:
    return (("all", "Everything"), ("must", "Only what is required"))


def _boxes() -> dict[str, Typed]:
    groups = {"governors": "SEND at the governors' meeting", "reviews": "Review of the register and provision", "families": "Meetings with families"}
    return {name: Typed(name.split("_")[1].capitalize(), "date", group=groups[name.split("_")[0]], most=10) for name in _OWN_DATES}


YEAR_QUESTION = "What does the school year ask of us, and when?"
THE_YEAR = define_view(
    name="the_year",
    question=YEAR_QUESTION,
    settings=YearSettings,
    compute=the_year,
    draw=draw_year,
    describe=describe_year,
    table=dates_table,
    key=year_key,
    choices={"show": Choice("Show", _show_options)},
    typed=_boxes(),
    typed_heading="Add our own dates",
    download=Download("Download the calendar (.ics)", "senco-year.ics", "text/calendar", calendar_file),
    read_as=(
        "Each line is something that falls due. A diamond is required by law or by the terms of a grant.",
        "What has no day of its own is listed under the numbers, with the time it falls in.",
        "The calendar file opens in the calendar that your school uses.",
    ),
    beware=(
        "Days that were worked out from a rule say so. Your local authority may set others.",
        "Annual reviews fall on the day of each plan. They are not in here, so that no pupil can be recognised.",
    ),
)
