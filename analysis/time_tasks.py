"""What a SENCo's week is made of: tasks with the role they usually belong to, and whether they are usually planned."""

from dataclasses import dataclass

ROLES = ("Leader", "Coordinator", "Specialist", "Teaching and cover", "Other role")


@dataclass(frozen=True)
class Task:
    """One kind of work in a week."""

    id: str
    label: str
    role: str
    planned: bool


TASKS = tuple(
    Task(*one)
    for one in (
        ("strategy", "Planning, policy, the development plan", "Leader", True),
        ("leadership", "Leadership meetings, governors", "Leader", True),
        ("staff", "Training and coaching staff", "Leader", True),
        ("monitoring", "Looking at data, books and lessons", "Leader", True),
        ("reviews", "Planned reviews and annual reviews", "Coordinator", True),
        ("paperwork", "Plans, forms and the register", "Coordinator", True),
        ("agencies", "Services, the local authority, referrals", "Coordinator", True),
        ("families", "Planned talks with families", "Coordinator", True),
        ("rotas", "Timetables and cover for support staff", "Coordinator", False),
        ("emails", "Messages and calls as they come", "Coordinator", False),
        ("incidents", "Pupils in distress, incidents", "Specialist", False),
        ("pupils", "Assessing and teaching pupils with SEN", "Specialist", True),
        ("advice", "Advice to a colleague on one pupil", "Specialist", False),
        ("teaching", "Own classes, with preparation and marking", "Teaching and cover", True),
        ("cover", "Covering for others, duties", "Teaching and cover", False),
        ("other", "Other roles you hold", "Other role", True),
    )
)
