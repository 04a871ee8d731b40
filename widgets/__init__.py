"""What a notebook calls: the session, the school picker, panels, and the cards around them."""

from widgets.cards import ask, evidence, explain, module_list, module_sources, policy
from widgets.front import hero, promises
from widgets.open import check, open_session, panel, school_picker

__all__ = [
    "ask",
    "check",
    "evidence",
    "explain",
    "hero",
    "module_list",
    "module_sources",
    "open_session",
    "panel",
    "policy",
    "promises",
    "school_picker",
]
