"""Everything that happens to an incident; every door (HTML, API, admin) calls these."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import incident_notices as notices
from cases.actions.answering import reply
from cases.actions.moving import change_status
from cases.actions.steps import REASON_LENGTH, locked, record, refuse_used_key
from cases.incident_policy import END, JOIN, LEAVE, TELL, incident_policy
from cases.models import (
    Case,
    CaseCategory,
    CaseEvent,
    Incident,
    IncidentJoin,
    IncidentScope,
    IncidentUpdate,
)
from cases.models.incident import this_minute
from cases.policies import LINK, case_policy
from cases.texts import clean_line, clean_text, preview
from portal.access.policies import Action, ensure
from portal.accounts.models import User
from portal.companies.models import Company
from portal.notifications.actions import mark_read
from portal.notifications.models import Notification
from portal.people.models import Person
from portal.people.residency import residency_of
from portal.properties.models import Building, Property, Unit

_TITLE_LENGTH = 120
_TEXT_LENGTH = 4000
# A beginning beyond that is a slip of the keyboard.
_FURTHEST = timedelta(days=366)


class Ending(models.TextChoices):
    """What becomes of the cases that belong to an incident when it ends."""

    RESOLVE = "resolve", gettext_lazy("They are resolved, with the closing word as the reason")
    ASK = "ask", gettext_lazy("Everybody is asked whether it is fixed for them")
    LEAVE = "leave", gettext_lazy("They stay as they are")


def raise_incident(
    *,
    user: User,
    company: Company,
    title: str,
    body: str,
    properties: Iterable[Property],
    submission_key: UUID,
    buildings: Iterable[Building] = (),
    category: CaseCategory | None = None,
    starts_at: datetime | None = None,
    expected_end_at: datetime | None = None,
    from_case: Case | None = None,
    tell: bool = False,
) -> Incident:
    """Staff make a fault known in some houses, or in some of their buildings.

    With `from_case` that case belongs to it, and its resident has joined. `tell` sends a notice to
    all it concerns. The same `submission_key` again gives the same incident. Raises ValidationError
    for no property, a building of elsewhere, a beginning long ago or far ahead, or an end expected
    before it.
    """
    incident = Incident(
        company=company,
        raised_by=user,
        submission_key=submission_key,
        title=title,
        body=body,
        category=category,
        starts_at=starts_at or this_minute(),
        expected_end_at=expected_end_at,
    )
    ensure(incident_policy, user, Action.ADD, incident)
    repeated = _raised_before(incident)
    if repeated is not None:
        return repeated
    places = _checked_places(incident, properties, buildings)
    return _raise_once(user, incident, places, from_case, tell=tell)


@transaction.atomic
def join_incident(*, user: User, incident: Incident) -> None:
    """A resident says it affects them too; saying so twice changes nothing."""
    ensure(incident_policy, user, JOIN, incident)
    person, unit = _resident(user, incident)
    _join(incident, person, unit)
    news = Notification.objects.in_portal(user, incident.company).filter(target_uuid=incident.uuid)
    uuids = news.values_list("uuid", flat=True)
    mark_read(user=user, company=incident.company, uuids=uuids)


@transaction.atomic
def leave_incident(*, user: User, incident: Incident) -> None:
    """A resident takes that back; nothing happens to whoever had not joined."""
    ensure(incident_policy, user, LEAVE, incident)
    person, _unit = _resident(user, incident)
    incident.joins.filter(person=person).delete()


@transaction.atomic
def link_case(*, user: User, case: Case, incident: Incident | None) -> Case:
    """Staff say that a case belongs to an incident, or to none; its resident joins along.

    Raises ValidationError when the incident is over or does not concern the resident.
    """
    if incident is not None:
        incident = _locked(incident)
    return _link(user, locked(case), incident)


@transaction.atomic
def tell_update(
    *,
    user: User,
    incident: Incident,
    body: str,
    submission_key: UUID,
    expected_end_at: datetime | None,
) -> IncidentUpdate:
    """Staff write once what is new, and by when it should be over; all involved are told.

    The same `submission_key` again gives the same update.
    """
    incident = _locked(incident)
    known = {"incident": incident, "author": user, "submission_key": submission_key}
    repeated: IncidentUpdate | None = IncidentUpdate.objects.filter(**known).first()
    if repeated is not None:
        return repeated
    ensure(incident_policy, user, TELL, incident)
    check_end(incident.starts_at, expected_end_at)
    update = _write(incident, user, body, submission_key)
    incident.expected_end_at = expected_end_at
    incident.save()
    notices.updated(update, actor=user)
    return update


@transaction.atomic
def end_incident(
    *,
    user: User,
    incident: Incident,
    body: str,
    cases: str,
    submission_key: UUID,
) -> Incident:
    """Staff say that it is over, with a closing word; `cases` is one of `Ending`.

    Everybody involved is told once: who has a case that moves, by that case. Ending what is over
    changes nothing.
    """
    incident = _locked(incident)
    ensure(incident_policy, user, END, incident)
    if not incident.is_active:
        return incident
    ending = Ending(cases)
    update = _write(incident, user, body, submission_key)
    incident.status = Incident.Status.ENDED
    incident.ended_at = timezone.now()
    incident.save()
    moved = [] if ending == Ending.LEAVE else _unfinished(incident)
    for case in moved:
        if ending == Ending.RESOLVE:
            reason = preview(update.body, REASON_LENGTH)
            change_status(user=user, case=case, status=Case.Status.RESOLVED, reason=reason)
        else:
            _ask(user, case, update.body)
    told = [case.opened_for for case in moved]
    notices.ended(update, actor=user, asks=ending == Ending.ASK, but=told)
    return incident


def places_of(
    properties: list[Property], buildings: list[Building]
) -> list[tuple[Property, Building | None]]:
    """Where it is: of each property the named buildings, or all of it where none is named.

    Raises ValidationError unless there is a property, and each building lies in one of them.
    """
    if not properties:
        raise ValidationError({"properties": _("Choose at least one property.")})
    if {building.property_id for building in buildings} - {house.pk for house in properties}:
        raise ValidationError({"buildings": _("A building lies in a property not chosen.")})
    places: list[tuple[Property, Building | None]] = []
    for house in properties:
        named = [building for building in buildings if building.property_id == house.pk]
        places += [(house, building) for building in named] or [(house, None)]
    return places


def check_end(starts_at: datetime, expected_end_at: datetime | None) -> None:
    """Raise ValidationError when it is expected to end before it has begun."""
    if expected_end_at is not None and expected_end_at <= starts_at:
        raise ValidationError({"expected_end_at": _("This must lie after the beginning.")})


def _raise_once(
    user: User,
    incident: Incident,
    places: list[tuple[Property, Building | None]],
    from_case: Case | None,
    *,
    tell: bool,
) -> Incident:
    try:
        with transaction.atomic():
            _save(incident, places)
            if from_case is not None:
                _link(user, locked(from_case), incident)
            if tell:
                notices.raised(incident, actor=user)
    except IntegrityError:
        # The same form was sent twice at once, and the other was quicker.
        found = _raised_before(incident)
        if found is None:
            used = {"raised_by": user, "submission_key": incident.submission_key}
            refuse_used_key(Incident.objects.filter(**used))
            raise
        return found
    return incident


def _raised_before(incident: Incident) -> Incident | None:
    known = ("company", "raised_by", "submission_key")
    rows = Incident.objects.filter(**{name: getattr(incident, name) for name in known})
    found: Incident | None = rows.first()
    return found


def _checked_places(
    incident: Incident, properties: Iterable[Property], buildings: Iterable[Building]
) -> list[tuple[Property, Building | None]]:
    """Where it is; its words are clean and its times possible, or ValidationError is raised."""
    incident.title = clean_line("title", incident.title, limit=_TITLE_LENGTH)
    incident.body = clean_text("body", incident.body, limit=_TEXT_LENGTH)
    if abs(incident.starts_at - timezone.now()) > _FURTHEST:
        raise ValidationError({"starts_at": _("Choose a day within a year from today.")})
    check_end(incident.starts_at, incident.expected_end_at)
    return places_of(list(properties), list(buildings))


def _save(incident: Incident, places: list[tuple[Property, Building | None]]) -> None:
    incident.save()
    for property, building in places:
        IncidentScope.objects.create(
            company=incident.company, incident=incident, property=property, building=building
        )


def _unfinished(incident: Incident) -> list[Case]:
    """Locked, so that none of them is settled by its resident before it is moved."""
    rows = incident.cases.unfinished().select_for_update(of=("self",)).order_by("pk")
    return list(rows.select_related("opened_for__user"))


def _link(user: User, case: Case, incident: Incident | None) -> Case:
    ensure(case_policy, user, LINK, case)
    if case.incident == incident:
        return case
    data = {"to": str(incident.uuid) if incident else None}
    if incident is not None:
        if not incident.is_active:
            raise ValidationError({"incident": _("This incident is over.")})
        if not incident_policy.concerned(incident).filter(pk=case.opened_for_id).exists():
            raise ValidationError(
                {"incident": _("The resident of this case holds no unit where the incident is.")}
            )
        _join(incident, case.opened_for, case.unit)
        data["title"] = incident.title
    case.incident = incident
    record(case, CaseEvent.Kind.INCIDENT, user, data)
    case.save()
    return case


def _join(incident: Incident, person: Person, unit: Unit | None) -> None:
    row = IncidentJoin(company=incident.company, incident=incident, person=person, unit=unit)
    IncidentJoin.objects.bulk_create([row], ignore_conflicts=True)


def _resident(user: User, incident: Incident) -> tuple[Person, Unit | None]:
    """The company's record of this login, and the unit it holds where the incident is."""
    residency = residency_of(user, incident.company)
    assert residency is not None  # noqa: S101 -- the policy has found a unit of theirs
    assert residency.person is not None  # noqa: S101
    places = {(scope.property_id, scope.building_id) for scope in incident.scopes.all()}
    here = (
        unit
        for unit in residency.units
        if {(unit.building.property_id, None), (unit.building.property_id, unit.building_id)}
        & places
    )
    return residency.person, next(here, None)


def _write(incident: Incident, user: User, body: str, key: UUID) -> IncidentUpdate:
    refuse_used_key(IncidentUpdate.objects.filter(author=user, submission_key=key))
    text = clean_text("body", body, limit=_TEXT_LENGTH)
    update: IncidentUpdate = IncidentUpdate.objects.create(
        company=incident.company, incident=incident, author=user, body=text, submission_key=key
    )
    return update


def _ask(user: User, case: Case, body: str) -> None:
    with translation.override(case.opened_for.mail_language):
        question = _("Is it fixed for you as well? Please answer with yes or no.")
    reply(
        user=user,
        case=case,
        body=f"{body}\n\n{question}",
        # A key of its own: the incident's key already keeps the whole end from being said twice.
        submission_key=uuid4(),
        next_status=Case.Status.WAITING_RESIDENT,
    )


def _locked(incident: Incident) -> Incident:
    rows = Incident.objects.select_for_update(of=("self",))
    found: Incident = rows.select_related("company__site").get(pk=incident.pk)
    return found
