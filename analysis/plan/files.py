"""The plan as a file: Word where it can be made, else a page that any browser and Word can open."""

from dataclasses import dataclass
from importlib.util import find_spec

from analysis.plan.parts import PlanDraft

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IN_DOWNLOADS = "Your plan is in your downloads."
NO_WORD = "Word files cannot be made here, so this is a web page. Word opens it as well."


@dataclass(frozen=True)
class PlanFile:
    """A file to download: its name, its kind, its bytes, and what to say about it."""

    name: str
    kind: str
    made: bytes
    said: str


def plan_file(draft: PlanDraft) -> PlanFile:
    """The plan as Word, or as a page where the library for Word is not to be had."""
    name = f"our-plan-so-far-{draft.made_on:%Y-%m-%d}"
    if find_spec("docx") is None:
        from analysis.plan.page import plan_page

        return PlanFile(f"{name}.html", "text/html", plan_page(draft).encode(), f"{IN_DOWNLOADS} {NO_WORD}")
    from analysis.plan.word import plan_document

    return PlanFile(f"{name}.docx", WORD, plan_document(draft), IN_DOWNLOADS)
