"""The plan so far: what the user wrote and the charts they added, as a document made on the user's machine."""

from analysis.plan.drafting import needs_paragraph, risk_paragraph
from analysis.plan.files import PlanFile, plan_file
from analysis.plan.parts import PlanDraft, draft_plan

__all__ = ["PlanDraft", "PlanFile", "draft_plan", "needs_paragraph", "plan_file", "risk_paragraph"]
