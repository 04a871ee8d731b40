"""The eight areas of the self-review, each with a sentence for a 1 and for a 4, in the workbook's own words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """One area: what a 1 and a 4 look like."""

    id: str
    label: str
    one: str
    four: str


AREAS = tuple(
    Area(*one)
    for one in (
        ("outcomes", "Outcomes of pupils with SEND", "We know results, but not how far each pupil has come.", "We know progress, attendance and next steps for each pupil, and it changes what we do."),
        ("leadership", "Leadership", "SEND is the SENCo's job.", "Head, governors and middle leaders plan for SEND, with time and money named."),
        ("teaching", "Teaching and learning", "Adaptation depends on the teacher.", "Every teacher plans for the pupils in front of them, and support staff add to it."),
        ("families", "Working with pupils and parents", "We tell families what we decided.", "Families and pupils shape plans early, and say so themselves."),
        ("identification", "Identification and assessment", "We wait until somebody worries.", "We look for need in every year group, with the same few checks, and act within weeks."),
        ("monitoring", "Monitoring, tracking, evaluation", "Reviews happen when there is time.", "Each cycle has a measure, a date and an end, and we stop what does not work."),
        ("resources", "Use of resources", "Hours follow habit.", "We can say what each provision costs, whom it reaches and who pays."),
        ("quality", "Quality of provision", "Interventions run as people remember them.", "Provision is chosen on evidence, delivered as planned, and checked."),
    )
)  # fmt: skip
