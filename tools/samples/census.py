"""The school census return of an invented school, for practice with a file that most offices have: no names, no numbers."""

from pathlib import Path
from xml.sax.saxutils import escape

from samples.history import TODAY, Child, there

ETHNIC_CODES = {
    "White - British": "WBRI", "Any Other White Background": "WOTH", "Pakistani": "APKN", "Black - African": "BAFR", "Indian": "AIND",
    "Any Other Mixed Background": "MOTH", "Any Other Ethnic Group": "OOTH", "Any Other Asian Background": "AOTH",
    "Bangladeshi": "ABAN", "White and Asian": "MWAS", "White and Black Caribbean": "MWBC", "Information Not Yet Obtained": "NOBT",
    "Black Caribbean": "BCRB", "White and Black African": "MWBA", "Any Other Black Background": "BOTH", "Chinese": "CHNE",
    "Gypsy / Roma": "WROM", "White - Irish": "WIRI",
}  # fmt: skip
CENSUS_DAY = "2026-01-15"


def write_census(children: list[Child], path: Path) -> Path:
    """The spring return of January 2026, written."""
    pupils = "\n".join(_pupil(child) for child in there(children, TODAY))
    path.write_text(
        f"""<?xml version="1.0" encoding="utf-8"?>
<Message>
<Header><CollectionDetails><Collection>SC</Collection><Term>SPR</Term><Year>2026</Year><ReferenceDate>{CENSUS_DAY}</ReferenceDate></CollectionDetails></Header>
<Pupils><PupilsOnRoll>
{pupils}
</PupilsOnRoll></Pupils>
</Message>
""",
        encoding="utf-8",
        newline="\n",
    )
    return path


def _pupil(child: Child) -> str:
    pupil, (provision, *needs) = child.pupil, child.sen[TODAY]
    listed = "".join(
        f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{need}</SENtype></SENneed>"
        for rank, need in enumerate(filter(None, needs), start=1)
    )
    meals = "<FSMperiod><FSMstartDate>2024-09-02</FSMstartDate><UKcountry>ENG</UKcountry></FSMperiod>" if pupil.fsm else ""
    return (
        f"<PupilOnRoll><PupilIdentifiers><Surname>{escape(child.name)}</Surname><DOB>{pupil.born}</DOB>"
        f"<Sex>{'M' if pupil.boy else 'F'}</Sex></PupilIdentifiers>"
        f"<PupilCharacteristics><Ethnicity>{ETHNIC_CODES[pupil.ethnic_group]}</Ethnicity>"
        f"<Language>{'OTH' if pupil.eal else 'ENG'}</Language><FSMperiods>{meals}</FSMperiods></PupilCharacteristics>"
        f"<PupilStatus><EnrolStatus>C</EnrolStatus><EntryDate>{child.joined}</EntryDate>"
        f"<NCyearActual>{child.year(TODAY) or 'R'}</NCyearActual></PupilStatus>"
        f"<SpecialEducationalNeeds><SENprovision>{provision}</SENprovision><SENneeds>{listed}</SENneeds></SpecialEducationalNeeds>"
        "</PupilOnRoll>"
    )
