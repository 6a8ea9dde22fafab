"""Everything that happens to a case; every door (HTML, API, admin, mail, import) calls these."""

from cases.actions.answering import reopen, reply
from cases.actions.appointments import call_off_appointment, set_appointment
from cases.actions.drafts import discard_draft, purge_drafts, save_draft
from cases.actions.ending import close_case, close_ended, rate_case, resolve_case
from cases.actions.incidents import (
    end_incident,
    join_incident,
    leave_incident,
    link_case,
    raise_incident,
    tell_update,
)
from cases.actions.moving import assign, change_status, set_due
from cases.actions.opening import open_case, open_on_behalf
from cases.actions.sharing import end_sharing, share_case, share_with_person

__all__ = [
    "assign",
    "call_off_appointment",
    "change_status",
    "close_case",
    "close_ended",
    "discard_draft",
    "end_incident",
    "end_sharing",
    "join_incident",
    "leave_incident",
    "link_case",
    "open_case",
    "open_on_behalf",
    "purge_drafts",
    "raise_incident",
    "rate_case",
    "reopen",
    "reply",
    "resolve_case",
    "save_draft",
    "set_appointment",
    "set_due",
    "share_case",
    "share_with_person",
    "tell_update",
]
