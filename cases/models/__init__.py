"""The rows of the room `cases`."""

from cases.models.appointment import CaseAppointment
from cases.models.case import Attachment, Case, CaseCounter, CaseEvent, CaseMessage
from cases.models.category import CaseCategory, TermUnit, Urgency
from cases.models.draft import Draft, DraftFile
from cases.models.incident import Incident, IncidentJoin, IncidentScope, IncidentUpdate
from cases.models.participant import CaseParticipant, Circle
from cases.models.question import CategoryQuestion
from cases.models.rating import CaseRating

__all__ = [
    "Attachment",
    "Case",
    "CaseAppointment",
    "CaseCategory",
    "CaseCounter",
    "CaseEvent",
    "CaseMessage",
    "CaseParticipant",
    "CaseRating",
    "CategoryQuestion",
    "Circle",
    "Draft",
    "DraftFile",
    "Incident",
    "IncidentJoin",
    "IncidentScope",
    "IncidentUpdate",
    "TermUnit",
    "Urgency",
]
