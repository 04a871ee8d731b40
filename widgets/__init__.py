"""What a notebook calls: the session, the school picker, panels, and the cards around them."""

from widgets.cards import ask, explain, go_further, module_list, need_words, policy, policy_list
from widgets.evidence_cards import evidence, module_sources
from widgets.evidence_library import evidence_library
from widgets.front import hero, promises
from widgets.my_area import my_area
from widgets.open import check, open_session, panel, school_picker
from widgets.plan import ask_numbered, draft, plan_download

__all__ = [
    "ask",
    "ask_numbered",
    "check",
    "draft",
    "evidence",
    "evidence_library",
    "explain",
    "go_further",
    "hero",
    "module_list",
    "module_sources",
    "my_area",
    "need_words",
    "open_session",
    "panel",
    "plan_download",
    "policy",
    "policy_list",
    "promises",
    "school_picker",
]
