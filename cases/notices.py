"""Who is told what about a case, and how it is worded: the kinds of notification of this room.

The resident, and those a case is shared with, hear what the company does and what the others
write; the company hears what they write; of a colleague's doings only the clerk in charge hears.
While nobody is in charge, all case staff stand in.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.appointments import in_words
from cases.ending import closes_at
from cases.expected import promise_in_words
from cases.models import Attachment, Case, CaseMessage, CaseRating
from cases.policies import case_policy
from cases.readers import Readers, readers_of
from cases.status import resident_label
from cases.texts import indented, preview
from portal.access.policies import Action
from portal.accounts.models import User
from portal.accounts.roles import case_staff_of, is_case_staff
from portal.companies.models import Company
from portal.core.words import day_short
from portal.notifications.actions import Recipient, notify
from portal.notifications.models import Notification
from portal.notifications.registry import Group, Kind, Occasion, register
from portal.people.models import Person

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

# A mail quotes this much of a message; the rest is read in the portal.
_QUOTED = 1500


def opened(case: Case, actor: User) -> None:
    """A new case: news for the case staff, a receipt for the resident."""
    _tell(OPENED, case, case_staff_of(case.company), actor)
    # The receipt goes to the very person who acted, hence without an actor.
    _tell(RECEIVED, case, [case.opened_for], None)


def replied(message: CaseMessage, actor: User, *, moved: bool) -> None:
    """A message; a status change it caused is told along with it, not a second time."""
    case = message.case
    readers = readers_of(case)
    residents = _residents(case, readers)
    status = {"status": case.status} if moved else {}
    author = readers.author_of(message)
    data = {"message": str(message.uuid), "author": author, "internal": message.is_internal}
    if message.is_internal:
        _tell(REPLIED, case, _assignee(case), actor, data)
        if moved:
            _tell(STATUS, case, residents, actor, status)
    elif message.by_staff:
        _tell(REPLIED, case, [*residents, *_assignee(case)], actor, data | status)
    else:
        _tell(REPLIED, case, [*residents, *_in_charge(case)], actor, data | status)


def status_changed(case: Case, actor: User) -> None:
    """The company moved the case."""
    recipients = [*_residents(case), *_assignee(case)]
    _tell(STATUS, case, recipients, actor, {"status": case.status})


def ended_by_resident(case: Case, actor: User) -> None:
    """The resident says it is done, or confirms the end: news for whoever works on it."""
    recipients = [*_residents(case), *_in_charge(case)]
    _tell(STATUS, case, recipients, actor, {"status": case.status, "author": str(case.opened_for)})


def rated(rating: CaseRating, actor: User) -> None:
    """The resident's word about the case, for the clerk who had it."""
    data = {"score": rating.score, "author": str(rating.case.opened_for)}
    _tell(RATED, rating.case, _assignee(rating.case), actor, data)


def assigned(case: Case, actor: User, *, moved: bool) -> None:
    """A clerk is in charge now; the resident hears it when work begins with it."""
    _tell(ASSIGNED, case, _assignee(case), actor)
    if moved:
        _tell(STATUS, case, _residents(case), actor, {"status": case.status})


def due_changed(case: Case, actor: User) -> None:
    """The company named another day, or took the one it had named back."""
    data = {"due_at": case.due_at.isoformat() if case.due_at else None}
    _tell(DUE, case, _residents(case), actor, data)


def appointed(case: Case, data: dict[str, str], actor: User) -> None:
    """Somebody comes at this time, or does not come after all."""
    _tell(APPOINTMENT, case, [*_residents(case), *_assignee(case)], actor, data)


def shared(case: Case, people: Sequence[Person], actor: User | None) -> None:
    """The case is shared with these people from now on."""
    by = str(case.opened_for)
    if actor is not None and is_case_staff(actor, case.company):
        by = case.company.name
    _tell(SHARED, case, people, actor, {"author": by})


def file_locked(attachment: Attachment) -> None:
    """Malware was found in a file of the case: the staff are told, and nobody can open it."""
    _tell(FILE_LOCKED, attachment.case, _in_charge(attachment.case), None)


def _tell(
    kind: str,
    case: Case,
    recipients: Iterable[Recipient],
    actor: User | None,
    data: dict[str, Any] | None = None,
) -> None:
    """Write the notices, after asking the policy who may see the case now."""
    allowed = set(case_policy.who_may_see(case).values_list("pk", flat=True))
    notify(
        kind=kind,
        company=case.company,
        target=case,
        recipients=[r for r in recipients if _login(r) in allowed],
        actor=actor,
        data=data,
    )


def _residents(case: Case, readers: Readers | None = None) -> list[Recipient]:
    """The resident, and those the case is shared with."""
    living = (readers or readers_of(case)).living
    return [case.opened_for, *(participant.person for participant in living)]


def _assignee(case: Case) -> list[Recipient]:
    return [case.assignee] if case.assignee else []


def _in_charge(case: Case) -> list[Recipient]:
    return _assignee(case) or list(case_staff_of(case.company))


def _login(recipient: Recipient) -> int | None:
    return recipient.pk if isinstance(recipient, User) else recipient.user_id


# How each kind is loaded, guarded, worded


def _load(notification: Notification) -> Case | None:
    rows = Case.objects.of(notification.company).select_related(
        "company__site", "category", "property", "unit", "assignee"
    )
    found: Case | None = rows.filter(uuid=notification.target_uuid).first()
    return found


def _may_see(notification: Notification, case: Case) -> bool:
    reader = notification.login
    if reader is None:
        return False
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
    """With the promise, unless it is kept or broken by the time the receipt is sent."""
    ahead = case.due_at is not None and case.due_at > timezone.now()
    promise = promise_in_words(case.due_at) if case.due_at and ahead else ""
    return _case_context(notification, case) | {"promise": promise}


def _due_context(notification: Notification, case: Case) -> dict[str, Any]:
    named = bool(notification.data.get("due_at"))
    title = _due_title(notification, case)
    return _case_context(notification, case) | {"promise": title, "named": named}


def _replied_context(notification: Notification, case: Case) -> dict[str, Any]:
    rows = case.messages.filter(uuid=notification.data.get("message"))
    message = rows.prefetch_related("attachments").first()
    body = preview(message.body, _QUOTED, keep_lines=True) if message else ""
    return _case_context(notification, case) | {
        "message": message,
        "paragraphs": [part.strip() for part in body.split("\n\n") if part.strip()],
        "quote": indented(body),
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
    register(_kind(RECEIVED, "circle-check", _received_title, _received_context, in_portal=False))
    register(_kind(REPLIED, "message-square-text", _replied_title, _replied_context))
    register(_kind(STATUS, "footprints", _status_title, _status_context))
    register(_kind(ASSIGNED, "user-check", _assigned_title))
    register(_kind(DUE, "calendar-clock", _due_title, _due_context))
    # An alarm: nobody switches it off.
    register(_kind(FILE_LOCKED, "triangle-alert", _file_locked_title))
    register(_kind(SHARED, "users", _shared_title, _shared_context))
    register(_kind(APPOINTMENT, "calendar-check", _appointment_title, _appointment_context))
    register(_kind(RATED, "star", _rated_title, _rated_context))
