"""The rows of the room `cases`."""

from cases.models.case import Attachment, Case, CaseCounter, CaseEvent, CaseMessage
from cases.models.category import CaseCategory, TermUnit, Urgency
from cases.models.draft import Draft, DraftFile

__all__ = [
    "Attachment",
    "Case",
    "CaseCategory",
    "CaseCounter",
    "CaseEvent",
    "CaseMessage",
    "Draft",
    "DraftFile",
    "TermUnit",
    "Urgency",
]
