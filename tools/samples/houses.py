"""Staff, money, answers and hours of each invented school, with what is planted in them. All amounts are invented."""

from samples.running import Running

NOTIONAL, TOP_UP, PREMIUM = "Notional SEN (in core budget)", "Top-up from the local authority", "Pupil premium"
PLACES = "Place funding for the resourced provision"
_PUPILS = {"Pupils with SEN": (40, (3.4, 4.1, 2.9))}
_PLANNED = {  # a SENCo with most of the week for the role
    "Strategy and school improvement": 4, "Training or coaching staff": 3, "Leadership meetings": 3, "Annual reviews": 6,
    "Paperwork for plans and requests": 13, "Arranging and tracking provision": 10, "Meeting and calling parents": 13,
    "Meeting outside services": 6, "Emails and messages": 18, "Observing and assessing pupils": 6, "Teaching a small group": 4,
    "Advising a teacher": 8, "Covering for an absent colleague": 3, "Responding to an incident": 6, "Lunch and break duty": 4,
}  # fmt: skip

FOXGLOVE_RUNNING = Running(
    staff=(("SENCo", 54.0, 19.5), ("Specialist teacher", 50.0, 6.0), ("Higher level teaching assistant", 21.5, 30.0),
           ("Teaching assistant", 17.2, 210.0), ("Therapist (bought in)", 68.0, 3.0)),
    # Planted: speech and language as a main need nearly trebles; the money for SEN grows by a twelfth.
    budget={NOTIONAL: (229_000, 236_000, 241_500, 247_000), TOP_UP: (46_000, 55_000, 68_000, 79_000),
            PREMIUM: (139_000, 143_000, 147_500, 151_000)},
    staff_answers={"Teacher": (15, (2.9, 3.6, 3.3, 2.8, 3.9)), "Support staff": (13, (3.0, 3.3, 3.4, 2.7, 3.8))},
    parent_answers={"SEN support": (21, (3.3, 3.5, 3.9, 2.8)), "EHC plan": (9, (3.5, 3.6, 4.2, 3.0)), "No SEN": (74, (4.0, 3.8, 3.3, 3.6))},
    pupil_answers=_PUPILS,
    hours_a_week=31,
    tasks={**_PLANNED, "Teaching a class": 14},
)  # fmt: skip
LARKSPUR_RUNNING = Running(
    staff=(("SENCo", 56.0, 32.5), ("Specialist teacher", 50.0, 20.0), ("Learning mentor", 19.5, 65.0), ("Teaching assistant", 17.2, 390.0),
           ("Therapist (bought in)", 62.0, 8.0)),
    budget={NOTIONAL: (712_000, 737_000, 758_000, 779_000), TOP_UP: (128_000, 141_000, 163_000, 184_000),
            PREMIUM: (262_000, 270_000, 281_000, 287_000)},
    # Planted: staff feel least sure of the need that has grown most.
    staff_answers={"Teacher": (52, (3.2, 3.5, 2.2, 3.0, 3.4)), "Support staff": (19, (3.4, 3.5, 2.6, 3.1, 3.6))},
    parent_answers={"SEN support": (38, (3.0, 3.2, 3.5, 2.6)), "EHC plan": (17, (3.2, 3.5, 4.1, 2.9)), "No SEN": (160, (3.8, 3.5, 3.0, 3.4))},
    pupil_answers=_PUPILS,
    hours_a_week=44,
    tasks={**_PLANNED, "Responding to an incident": 16, "Teaching a class": 6},
)  # fmt: skip
COWSLIP_RUNNING = Running(
    staff=(("SENCo", 50.0, 6.5), ("Specialist teacher", 50.0, 2.0), ("Teaching assistant", 16.9, 84.0), ("Therapist (bought in)", 68.0, 0.5)),
    budget={NOTIONAL: (48_000, 49_500, 51_000, 52_000), TOP_UP: (4_500, 9_000, 19_000, 24_500), PREMIUM: (26_000, 26_500, 27_000, 27_500)},
    staff_answers={"Teacher": (4, (3.2, 3.6, 3.2, 2.8, 4.2)), "Support staff": (5, (3.2, 3.3, 3.3, 2.8, 4.0))},
    parent_answers={"SEN support": (8, (3.9, 4.2, 4.6, 3.3)), "EHC plan": (4, (3.6, 4.0, 4.6, 3.2)), "No SEN": (24, (4.2, 4.2, 4.0, 3.8))},
    pupil_answers={"Pupils with SEN": (12, (3.7, 4.4, 3.3))},
    # Planted: a day a week for the role, twice as many hours worked, and most of them reactive.
    hours_a_week=13.5,
    tasks={**_PLANNED, "Covering for an absent colleague": 10, "Emails and messages": 26, "Strategy and school improvement": 1.5,
           "Leadership meetings": 1, "Training or coaching staff": 1},
    more_reactive=0.2,
)  # fmt: skip
TEASEL_RUNNING = Running(
    staff=(("SENCo", 56.0, 32.5), ("Specialist teacher", 50.0, 52.0), ("Learning mentor", 19.5, 65.0), ("Teaching assistant", 17.2, 620.0),
           ("Therapist (bought in)", 62.0, 14.0)),
    # Planted: plans grow by eight tenths in three years, top-up by four tenths.
    budget={NOTIONAL: (604_000, 622_000, 640_000, 655_000), TOP_UP: (228_000, 256_000, 290_000, 319_000),
            PLACES: (60_000, 72_000, 96_000, 120_000), PREMIUM: (276_000, 284_000, 291_000, 297_000)},
    staff_answers={"Teacher": (44, (3.7, 3.5, 3.1, 3.2, 3.9)), "Support staff": (26, (3.9, 3.5, 3.3, 3.2, 4.0))},
    # Planted: parents of pupils on SEN support hardly answered, and those who did are the least content.
    parent_answers={"SEN support": (12, (2.6, 2.9, 3.1, 2.3)), "EHC plan": (34, (3.7, 3.9, 4.4, 3.3)), "No SEN": (141, (3.8, 3.5, 3.1, 3.4))},
    pupil_answers=_PUPILS,
    hours_a_week=46,
    tasks={**_PLANNED, "Annual reviews": 14, "Paperwork for plans and requests": 20},
)  # fmt: skip
