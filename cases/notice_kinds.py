"""How each kind of notification about a case is loaded, guarded and worded."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.appointments import in_words
from cases.ending import closes_at
from cases.expected import promise_in_words
from cases.models import Case, CaseRating
from cases.policies import case_policy
from cases.status import resident_label
from cases.texts import indented, preview
from portal.access.policies import Action
from portal.accounts.models import User
from portal.accounts.roles import is_case_staff
from portal.companies.models import Company
from portal.core.words import day_short
from portal.notifications.models import Notification
from portal.notifications.registry import (
    Group,
    Kind,
    Occasion,
    always_on_paper,
    never_on_paper,
    register,
)

OPENED = "case_opened"
RECEIVED = "case_received"
REPLIED = "case_replied"
STATUS = "case_status"
ASSIGNED = "case_assigned"
DUE = "case_due"
SHARED = "case_shared"
RATED = "case_rated"
APPOINTMENT = "case_appointment"
FILE_LOCKED = "case_file_locked"

# A mail quotes this much of a message; the rest is read in the portal, by those who can.
_QUOTED = 1500
# What is worth a letter by post: that work has begun is not.
_ON_PAPER = {
    Case.Status.WAITING_RESIDENT,
    Case.Status.RESOLVED,
    Case.Status.REJECTED,
    Case.Status.CLOSED,
}


def _load(notification: Notification) -> Case | None:
    rows = Case.objects.of(notification.company).select_related(
        "company__site", "category", "property", "unit", "assignee"
    )
    found: Case | None = rows.filter(uuid=notification.target_uuid).first()
    return found


def _may_see(notification: Notification, case: Case) -> bool:
    reader = notification.login
    if reader is None:
        person = notification.recipient_person
        return person is not None and case_policy.hears_without_login(person, case)
    if notification.data.get("internal"):
        return is_case_staff(reader, case.company)
    return case_policy.may(reader, Action.VIEW, case)


def _visible(user: User, company: Company, rows: Sequence[Notification]) -> dict[int, Any]:
    """Load and guard a page of notifications with one query."""
    cases = case_policy.visible_to(user, company).filter(uuid__in={r.target_uuid for r in rows})
    found = {case.uuid: case for case in cases}
    staff = is_case_staff(user, company)
    return {
        row.pk: found[row.target_uuid]
        for row in rows
        if row.target_uuid in found and (staff or not row.data.get("internal"))
    }


def _path(notification: Notification, case: Case) -> str:
    if notification.login is None:
        return ""
    if notification.recipient_user_id:
        # Staff answer in the admin, not in the residents' view of the case.
        return reverse("casework:case", args=[case.uuid])
    path = reverse("cases:detail", args=[case.uuid])
    message = notification.data.get("message")
    return f"{path}#m-{message}" if message else path


def _status_word(notification: Notification, case: Case) -> str:
    """The status at that time, in the words of who reads it."""
    code = notification.data.get("status", case.status)
    if notification.recipient_person_id:
        return resident_label(code)
    return str(Case.Status(code).label)


def _opened_title(notification: Notification, case: Case) -> str:
    return _("New case")


def _received_title(notification: Notification, case: Case) -> str:
    return _("We have received your case")


def _replied_title(notification: Notification, case: Case) -> str:
    words = {"author": _author(notification)}
    if notification.data.get("internal"):
        return _("Internal note by %(author)s") % words
    return _("%(author)s has written to you") % words


def _status_title(notification: Notification, case: Case) -> str:
    words = {"status": _status_word(notification, case), "author": _author(notification)}
    if words["author"]:
        return _("Status set by %(author)s: %(status)s") % words
    return _("Status: %(status)s") % words


def _assigned_title(notification: Notification, case: Case) -> str:
    return _("You are in charge now")


def _due_title(notification: Notification, case: Case) -> str:
    due = notification.data.get("due_at")
    if not due:
        return _("We cannot name a date at the moment")
    return promise_in_words(datetime.fromisoformat(due))


def _shared_title(notification: Notification, case: Case) -> str:
    return _("%(author)s shares a case with you") % {"author": _author(notification)}


def _rated_title(notification: Notification, case: Case) -> str:
    return _("Rating by %(author)s") % {"author": _author(notification)}


def _appointment_title(notification: Notification, case: Case) -> str:
    time = _appointment_time(notification)
    if not time:
        return _("The appointment does not take place")
    return _("Appointment: %(time)s") % {"time": time}


def _appointment_time(notification: Notification) -> str:
    """As it was agreed then; "" where it is off."""
    ends = [notification.data.get(end) for end in ("starts", "ends")]
    times = [datetime.fromisoformat(end) for end in ends if end]
    return in_words(*times) if len(times) == len(ends) else ""


def _appointment_context(notification: Notification, case: Case) -> dict[str, Any]:
    off = notification.data.get("called_off")
    return _case_context(notification, case) | {
        "time": _appointment_time(notification),
        "note": notification.data.get("note", ""),
        "called_off": day_short(datetime.fromisoformat(off)) if off else "",
    }


def _author(notification: Notification) -> str:
    author: str = notification.data.get("author", "")
    return author


def _file_locked_title(notification: Notification, case: Case) -> str:
    return _("Malware was found in a file")


def _shared_context(notification: Notification, case: Case) -> dict[str, Any]:
    return _case_context(notification, case) | {"author": _author(notification)}


def _status_context(notification: Notification, case: Case) -> dict[str, Any]:
    """With the day on which it closes by itself, for whoever may reopen it until then."""
    closing = closes_at(case) if notification.recipient_person_id else None
    return _shared_context(notification, case) | {"closes_at": closing}


def _rated_context(notification: Notification, case: Case) -> dict[str, Any]:
    rating: CaseRating | None = CaseRating.objects.filter(case=case).first()
    return _shared_context(notification, case) | {"rating": rating}


def _is_worth_a_letter(notification: Notification) -> bool:
    return notification.data.get("status") in _ON_PAPER


def _text(notification: Notification, case: Case) -> str:
    return f"{case.subject} · {case.number}"


def _case_context(notification: Notification, case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "status": notification.data.get("status", ""),
        "status_word": _status_word(notification, case),
        "reason": case.status_reason,
    }


def _received_context(notification: Notification, case: Case) -> dict[str, Any]:
    """With the promise, unless it is kept or broken by the time the receipt is sent, and with what
    a clerk has written down: so that whoever said it can put it right.
    """
    ahead = case.due_at is not None and case.due_at > timezone.now()
    promise = promise_in_words(case.due_at) if case.due_at and ahead else ""
    context = _case_context(notification, case) | {"promise": promise}
    if case.source in Case.ON_BEHALF:
        first = case.messages.first()
        context |= _quoted(notification, first.body if first else "")
    return context


def _quoted(notification: Notification, text: str) -> dict[str, Any]:
    """A person's words for a mail's text, its HTML, or for paper, which breaks lines by itself."""
    return {
        "quote": indented(text, wrapped=not notification.gets_letters),
        "paragraphs": [part.strip() for part in text.split("\n\n") if part.strip()],
    }


def _due_context(notification: Notification, case: Case) -> dict[str, Any]:
    named = bool(notification.data.get("due_at"))
    title = _due_title(notification, case)
    return _case_context(notification, case) | {"promise": title, "named": named}


def _replied_context(notification: Notification, case: Case) -> dict[str, Any]:
    rows = case.messages.filter(uuid=notification.data.get("message"))
    message = rows.prefetch_related("attachments").first()
    body = message.body if message else ""
    if notification.reads_in_portal:
        body = preview(body, _QUOTED, keep_lines=True)
    return _case_context(notification, case) | {
        "message": message,
        **_quoted(notification, body),
        "author": _author(notification),
        "internal": notification.data.get("internal", False),
    }


def _kind(
    key: str,
    icon: str,
    title: Callable[[Notification, Case], str],
    context: Callable[[Notification, Case], dict[str, Any]] = _case_context,
    *,
    in_portal: bool = True,
    on_paper: Callable[[Notification], bool] = never_on_paper,
) -> Kind:
    return Kind(
        key=key,
        load=_load,
        may_see=_may_see,
        visible=_visible,
        title=title,
        text=_text,
        icon=icon,
        path=_path,
        template=key.replace("case_", "cases/"),
        context=context,
        in_portal=in_portal,
        on_paper=on_paper,
        occasion=_OCCASIONS.get(key),
    )


_GROUP = Group("cases", gettext_lazy("Cases"))
_OCCASIONS = {
    OPENED: Occasion(_GROUP, for_staff=gettext_lazy("A resident opens a case")),
    REPLIED: Occasion(
        _GROUP,
        for_residents=gettext_lazy("New answer in a case"),
        for_staff=gettext_lazy("New message or note in a case"),
    ),
    STATUS: Occasion(
        _GROUP,
        for_residents=gettext_lazy("New status of a case"),
        for_staff=gettext_lazy("Somebody else changes the status of one of your cases"),
    ),
    ASSIGNED: Occasion(_GROUP, for_staff=gettext_lazy("You are put in charge of a case")),
    DUE: Occasion(_GROUP, for_residents=gettext_lazy("Another date by which we get back to you")),
    SHARED: Occasion(_GROUP, for_residents=gettext_lazy("Somebody shares a case with you")),
    APPOINTMENT: Occasion(
        _GROUP,
        for_residents=gettext_lazy("An appointment in a case"),
        for_staff=gettext_lazy("A colleague makes an appointment in one of your cases"),
    ),
    RATED: Occasion(_GROUP, for_staff=gettext_lazy("A resident rates one of your cases")),
}


def register_kinds() -> None:
    """Offer this room's kinds to the outbox; called once from `ready()`."""
    register(_kind(OPENED, "circle-plus", _opened_title))
    # A receipt is a letter: who has just sent the form needs no bell about it.
    receipt = _kind(
        RECEIVED,
        "circle-check",
        _received_title,
        _received_context,
        in_portal=False,
        on_paper=always_on_paper,
    )
    register(receipt)
    register(
        _kind(
            REPLIED,
            "message-square-text",
            _replied_title,
            _replied_context,
            on_paper=always_on_paper,
        )
    )
    register(
        _kind(STATUS, "footprints", _status_title, _status_context, on_paper=_is_worth_a_letter)
    )
    register(_kind(ASSIGNED, "user-check", _assigned_title))
    register(_kind(DUE, "calendar-clock", _due_title, _due_context, on_paper=always_on_paper))
    # An alarm: nobody switches it off.
    register(_kind(FILE_LOCKED, "triangle-alert", _file_locked_title))
    register(_kind(SHARED, "users", _shared_title, _shared_context))
    register(
        _kind(
            APPOINTMENT,
            "calendar-check",
            _appointment_title,
            _appointment_context,
            on_paper=always_on_paper,
        )
    )
    register(_kind(RATED, "star", _rated_title, _rated_context))
