"""Who is told what about an incident, and how it is worded; one notice each, however many."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.incident_policy import incident_policy
from cases.models import Incident, IncidentUpdate
from cases.texts import preview
from portal.access.policies import Action
from portal.accounts.models import User
from portal.companies.models import Company
from portal.notifications.actions import notify
from portal.notifications.models import Notification
from portal.notifications.registry import Group, Kind, Occasion, always_on_paper, register
from portal.people.models import Person

RAISED = "incident_raised"
UPDATED = "incident_updated"
ENDED = "incident_ended"

_PREVIEW_LENGTH = 140


def raised(incident: Incident, actor: User) -> None:
    """Everybody it concerns who can sign in."""
    data = {"text": preview(incident.body, _PREVIEW_LENGTH)}
    people = incident_policy.concerned(incident).filter(user__is_active=True)
    notify(
        kind=RAISED,
        company=incident.company,
        target=incident,
        recipients=people,
        actor=actor,
        data=data,
    )


def updated(update: IncidentUpdate, actor: User) -> None:
    """Those who have joined, and those whose case belongs to it."""
    _tell(UPDATED, update, actor)


def ended(update: IncidentUpdate, actor: User, *, asks: bool, but: Iterable[Person] = ()) -> None:
    """The same people hear that it is over; `but` those who are told in their own case."""
    _tell(ENDED, update, actor, {"asks": asks}, but)


def _tell(
    kind: str,
    update: IncidentUpdate,
    actor: User,
    data: dict[str, Any] | None = None,
    but: Iterable[Person] = (),
) -> None:
    incident = update.incident
    said = {"update": str(update.uuid), "text": preview(update.body, _PREVIEW_LENGTH)}
    people = incident_policy.involved(incident).filter(Q(user__is_active=True) | Q(user=None))
    notify(
        kind=kind,
        company=incident.company,
        target=incident,
        recipients=people.exclude(pk__in=[person.pk for person in but]),
        actor=actor,
        data=said | (data or {}),
    )


# How each kind is loaded, guarded, worded


def _load(notification: Notification) -> Incident | None:
    rows = Incident.objects.of(notification.company).select_related("company__site")
    found: Incident | None = rows.filter(uuid=notification.target_uuid).first()
    return found


def _may_see(notification: Notification, incident: Incident) -> bool:
    reader, person = notification.login, notification.recipient_person
    if reader is None:
        involved = incident_policy.involved(incident)
        return person is not None and involved.filter(pk=person.pk).exists()
    return incident_policy.may(reader, Action.VIEW, incident)


def _visible(user: User, company: Company, rows: Sequence[Notification]) -> dict[int, Incident]:
    """Load and guard a page of notifications with one query."""
    wanted = {row.target_uuid for row in rows}
    seen = incident_policy.visible_to(user, company).filter(uuid__in=wanted)
    found: dict[UUID, Incident] = {incident.uuid: incident for incident in seen}
    return {row.pk: found[row.target_uuid] for row in rows if row.target_uuid in found}


def _raised_title(notification: Notification, incident: Incident) -> str:
    return _("Incident: %(title)s") % {"title": incident.title}


def _updated_title(notification: Notification, incident: Incident) -> str:
    return _("News about: %(title)s") % {"title": incident.title}


def _ended_title(notification: Notification, incident: Incident) -> str:
    if notification.data.get("asks"):
        return _("Is it fixed for you? %(title)s") % {"title": incident.title}
    return _("Over: %(title)s") % {"title": incident.title}


def _text(notification: Notification, incident: Incident) -> str:
    text: str = notification.data.get("text", "")
    return text


def _path(notification: Notification, incident: Incident) -> str:
    return reverse("cases:incident", args=[incident.uuid]) if notification.login else ""


def _is_over(notification: Notification, incident: Incident) -> bool:
    return not incident.is_active


def _raised_context(notification: Notification, incident: Incident) -> dict[str, Any]:
    return {"incident": incident, "body": incident.body, "update": None}


def _update_context(notification: Notification, incident: Incident) -> dict[str, Any]:
    update = incident.updates.filter(uuid=notification.data.get("update")).first()
    return {
        "incident": incident,
        "body": update.body if update else "",
        "update": update,
        "asks": notification.data.get("asks", False),
    }


_GROUP = Group("incidents", gettext_lazy("Incidents"))


def _kind(
    key: str,
    icon: str,
    title: Callable[[Notification, Incident], str],
    context: Callable[[Notification, Incident], dict[str, Any]],
    choice: Any,
    **more: Any,
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
        template=f"cases/{key}",
        context=context,
        occasion=Occasion(_GROUP, for_residents=choice),
        **more,
    )


def register_kinds() -> None:
    """Offer this room's kinds to the outbox; called once from `ready()`."""
    new, news = gettext_lazy("New incident in the house"), gettext_lazy("News about an incident")
    over = gettext_lazy("End of an incident")
    # Who reads tomorrow that the lift is out of order need not if it runs again by then.
    register(
        _kind(RAISED, "triangle-alert", _raised_title, _raised_context, new, is_obsolete=_is_over)
    )
    paper = {"on_paper": always_on_paper}
    register(_kind(UPDATED, "megaphone", _updated_title, _update_context, news, **paper))
    register(_kind(ENDED, "circle-check", _ended_title, _update_context, over, **paper))
