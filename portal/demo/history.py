"""Writes the demo's past: cases with their own dates.

Actions tell what happens now; a history must lie in the past, so its rows are written here and
nowhere else. The numbers continue the same counter that the actions use.
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases import terms
from cases.actions.steps import PREVIEW_LENGTH
from cases.models import (
    Attachment,
    Case,
    CaseAppointment,
    CaseCategory,
    CaseCounter,
    CaseEvent,
    CaseMessage,
)
from cases.texts import preview
from portal.accounts.models import User
from portal.companies.calendar import add_working_days, end_of
from portal.companies.models import Company
from portal.demo.pictures import photo
from portal.demo.stories import Line, Story
from portal.documents import uploads
from portal.people.models import Person
from portal.properties.models import Property, Unit

# The day on which Dora moved out last year (see cast).
MOVED_OUT = (6, 30)


def write(stories: Iterable[Story], users: dict[str, User], companies: dict[str, Company]) -> None:
    """Write every story, oldest first, so that numbers grow with time."""
    for story in sorted(stories, key=lambda story: _moment(story.lines[0])):
        _write_case(story, users, companies[story.company])


def _moment(line: Line) -> datetime:
    today = timezone.localdate()
    day = date(today.year - 1, *MOVED_OUT) if line.days < 0 else today
    # Before Dora moved out is earlier as well.
    day -= timedelta(days=abs(line.days))
    clock = time.fromisoformat(line.clock)
    return datetime.combine(day, clock, tzinfo=ZoneInfo(settings.TIME_ZONE))


def _write_case(story: Story, users: dict[str, User], company: Company) -> None:
    first = story.lines[0]
    resident = users[story.resident]
    category = CaseCategory.objects.of(company).get(key=story.category)
    place = Property.objects.of(company).get(number=story.property)
    on_behalf = story.source in Case.ON_BEHALF
    case = Case.objects.create(
        company=company,
        number=_next_number(company, _moment(first)),
        category=category,
        property=place,
        unit=_unit(place, story.unit),
        place=story.place,
        subject=story.subject,
        urgency=category.urgency,
        opened_for=Person.objects.of(company).get(user=resident),
        opened_by=users[story.assignee] if on_behalf else resident,
        source=story.source,
        assignee=users.get(story.assignee),
        status_reason=story.reason,
        submission_key=uuid.uuid4(),
        created_at=_moment(first),
        updated_at=_moment(first),
    )
    for step, line in enumerate(story.lines):
        # Lines of one moment keep their order.
        _tell(case, line, users[line.who], timedelta(seconds=step))
        if line is first:
            by = {"source": story.source} if on_behalf else None
            _event(case, first, case.opened_by, CaseEvent.Kind.OPENED, by)
    _name_date(case, story)
    if story.appointment:
        _appoint(case, *story.appointment)
    case.save()


def _name_date(case: Case, story: Story) -> None:
    """What nobody has answered yet keeps its first promise; else the clerk's own day, if any."""
    if story.due is not None:
        now = timezone.now()
        ahead = add_working_days(case.company, now, story.due) if story.due > 0 else None
        case.due_at = ahead or end_of(timezone.localdate(now) + timedelta(days=story.due))
        case.due_is_fixed = True
    elif case.status == Case.Status.OPEN and not case.last_message_by_staff:
        terms.promise(case, case.created_at)


def _appoint(case: Case, days: int, starts: int, ends: int) -> None:
    """As the clerk has agreed with the last thing they told."""
    day = timezone.localtime(add_working_days(case.company, timezone.now(), days))
    starts_at, ends_at = (
        day.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in (starts, ends)
    )
    CaseAppointment.objects.create(
        company=case.company, case=case, starts_at=starts_at, ends_at=ends_at, sequence=1
    )
    CaseEvent.objects.create(
        company=case.company,
        case=case,
        kind=CaseEvent.Kind.APPOINTMENT,
        actor=case.assignee,
        data={"starts": starts_at.isoformat(), "ends": ends_at.isoformat()},
        created_at=case.updated_at,
    )


def _tell(case: Case, line: Line, author: User, offset: timedelta) -> None:
    at = _moment(line) + offset
    case.updated_at = at
    if line.status:
        data = {"from": case.status, "to": line.status}
        case.status = line.status
        if line.status in Case.ENDED:
            case.ended_at = at
        _event(case, line, author, CaseEvent.Kind.STATUS, data, offset)
    if line.body:
        _message(case, line, author, at)


def _message(case: Case, line: Line, author: User, at: datetime) -> None:
    by_staff = author.pk != case.opened_for.user_id
    visibility = CaseMessage.Visibility.INTERNAL if line.note else CaseMessage.Visibility.PUBLIC
    message = CaseMessage.objects.create(
        company=case.company,
        case=case,
        # The resident's own words, by whoever has written them down.
        author=author if by_staff or case.last_message_at else case.opened_by,
        by_staff=by_staff,
        visibility=visibility,
        body=line.body,
        submission_key=uuid.uuid4(),
        created_at=at,
    )
    if line.photo:
        _attach(message, line.photo)
    if not line.note:
        case.last_message_at = at
        case.last_message_preview = preview(line.body, PREVIEW_LENGTH)
        case.last_message_by_staff = by_staff


def _attach(message: CaseMessage, name: str) -> None:
    upload = SimpleUploadedFile(name, photo(), content_type="image/jpeg")
    (checked,) = uploads.check([upload])
    Attachment.objects.create(
        company=message.company,
        case=message.case,
        message=message,
        created_at=message.created_at,
        **checked.fields(),
    )


def _event(
    case: Case,
    line: Line,
    actor: User,
    kind: str,
    data: dict[str, str] | None = None,
    offset: timedelta = timedelta(),
) -> None:
    CaseEvent.objects.create(
        company=case.company,
        case=case,
        kind=kind,
        actor=actor,
        data=data or {},
        created_at=_moment(line) + offset,
    )


def _unit(place: Property, label: str) -> Unit | None:
    if not label:
        return None
    found: Unit = Unit.objects.of(place.company).get(building__property=place, label=label)
    return found


def _next_number(company: Company, at: datetime) -> str:
    year = timezone.localtime(at).year
    counter, _created = CaseCounter.objects.get_or_create(company=company, year=year)
    counter.last += 1
    counter.save()
    return f"V-{year}-{counter.last:06}"
