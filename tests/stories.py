"""Short beginnings of stories: what Anna reports, what staff answer, publish, put up, raise."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cases.actions import (
    end_incident,
    open_case,
    open_on_behalf,
    raise_incident,
    reply,
    tell_update,
)
from cases.models import Case, CaseCategory, CaseMessage, Incident, IncidentUpdate
from portal.accounts.models import User
from portal.announcements.actions import draft_announcement, publish_announcement
from portal.announcements.models import Announcement
from portal.demo.cast import Cast
from portal.demo.pdf import make_pdf
from portal.documents import uploads
from portal.documents.actions import publish, upload_document
from portal.documents.models import Document, DocumentCategory
from portal.people.models import Occupancy, Person
from portal.properties.actions import renew_emergency_code
from portal.properties.models import EmergencyCode


def picture(name: str = "heizkoerper.jpg") -> SimpleUploadedFile:
    """A small real JPEG."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "#a58f73").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def paper(name: str = "hausordnung.pdf") -> SimpleUploadedFile:
    """A small real PDF."""
    content = make_pdf("Hausordnung", "Hausverwaltung Linde", ["Ruhe ab 22 Uhr."])
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def annas_case(cast: Cast, **changes: Any) -> Case:
    """Anna's radiator, just reported."""
    values = {"user": cast.anna} | _radiator(cast, changes.pop("category", "heating"))
    return open_case(**(values | changes))


def annas_call(cast: Cast, **changes: Any) -> Case:
    """Anna rings Stefan about her radiator; he writes it down."""
    person = changes.pop("person", None) or cast.person(cast.anna)
    values = {"user": cast.stefan, "person": person, "source": Case.Source.PHONE}
    return open_on_behalf(**(values | _radiator(cast, "heating") | changes))


def _radiator(cast: Cast, topic: str) -> dict[str, Any]:
    return {
        "company": cast.linde,
        "category": CaseCategory.objects.of(cast.linde).get(key=topic),
        "property": cast.lindenstrasse,
        "unit": cast.annas_flat,
        "place": "Kinderzimmer",
        "subject": "Heizkörper bleibt kalt",
        "body": "Seit gestern wird er nicht mehr warm.",
        "submission_key": uuid4(),
    }


def without_login(user: User, **changes: Any) -> Person:
    """The same person before any invitation; with an e-mail address unless told otherwise."""
    Person.objects.filter(user=user).update(user=None, **changes)
    found: Person = Person.objects.get(first_name=user.first_name, last_name=user.last_name)
    return found


def put(case: Case, status: str) -> Case:
    """The case as if it had come to this status by itself, without its history."""
    now = None if status in Case.UNFINISHED else timezone.now()
    Case.objects.filter(pk=case.pk).update(status=status, ended_at=now)
    case.refresh_from_db()
    return case


def answer(case: Case, user: User, body: str = "Wir kümmern uns.", **more: Any) -> CaseMessage:
    """Somebody answers in a case."""
    return reply(user=user, case=case, body=body, submission_key=uuid4(), **more)


def house_rules(cast: Cast, **changes: Any) -> Document:
    """The house rules of Lindenstraße 12, for all who live there, published by Maria."""
    key = changes.pop("category", "house_rules")
    values: dict[str, Any] = {
        "user": cast.maria,
        "company": cast.linde,
        "category": DocumentCategory.objects.of(cast.linde).get(key=key),
        "property": cast.lindenstrasse,
        "audience": "residents",
        "title": "Hausordnung",
        "dated_on": date(timezone.localdate().year, 1, 2),
        "upload": uploads.check([paper()])[0],
    }
    return publish(user=cast.maria, document=upload_document(**(values | changes)))


def a_notice(cast: Cast, *, published: bool = True, **changes: Any) -> Announcement:
    """Stefan puts up a notice in Anna's house for a week, unless told otherwise."""
    values: dict[str, Any] = {
        "user": cast.stefan,
        "company": cast.linde,
        "title": "Wartung der Heizung",
        "body": "Guten Tag,\n\nam Dienstag wird die Heizung gewartet.",
        "properties": [cast.lindenstrasse],
        "starts_at": timezone.now(),
        "ends_at": timezone.now() + timedelta(days=7),
    }
    values |= changes
    draft = draft_announcement(**values)
    return publish_announcement(user=values["user"], announcement=draft) if published else draft


def an_incident(cast: Cast, **changes: Any) -> Incident:
    """Stefan knows that the heating of Anna's house is out of order, since this minute."""
    values: dict[str, Any] = {
        "user": cast.stefan,
        "company": cast.linde,
        "title": "Heizung und Warmwasser ausgefallen",
        "body": "Die Umwälzpumpe ist defekt.\n\nHeizungsbau Kramer ist beauftragt.",
        "properties": [cast.lindenstrasse],
        "category": CaseCategory.objects.of(cast.linde).get(key="heating"),
        "submission_key": uuid4(),
    }
    return raise_incident(**(values | changes))


def a_code(cast: Cast, **changes: Any) -> EmergencyCode:
    """Maria makes the code for a notice in the hallway of Anna's house."""
    values: dict[str, Any] = {"user": cast.maria, "property": cast.lindenstrasse}
    return renew_emergency_code(**(values | changes))


def a_neighbour(cast: Cast, name: str, **changes: Any) -> User:
    """Somebody else who lives in a flat of Linde from today on, in Anna's unless told otherwise."""
    email = f"{name.lower()}@example.org"
    user = User.objects.create(email=email, first_name=name)
    person = Person.objects.create(
        company=cast.linde, user=user, first_name=name, last_name="Nachbar", email=email
    )
    values: dict[str, Any] = {
        "company": cast.linde,
        "person": person,
        "unit": cast.annas_flat,
        "role": Occupancy.Role.TENANT,
        "starts_on": timezone.localdate(),
    }
    Occupancy.objects.create(**(values | changes))
    return user


def news(cast: Cast, incident: Incident, **changes: Any) -> IncidentUpdate:
    """Stefan tells once what is new; nobody can say yet when it ends."""
    values: dict[str, Any] = {
        "user": cast.stefan,
        "incident": incident,
        "body": "Der Monteur ist im Haus.",
        "submission_key": uuid4(),
        "expected_end_at": None,
    }
    return tell_update(**(values | changes))


def over(cast: Cast, incident: Incident, cases: str = "leave", **changes: Any) -> Incident:
    """Stefan ends it; the cases that belong to it stay as they are, unless told otherwise."""
    values: dict[str, Any] = {
        "user": cast.stefan,
        "incident": incident,
        "body": "Die Pumpe ist getauscht, die Heizung läuft.",
        "cases": cases,
        "submission_key": uuid4(),
    }
    return end_incident(**(values | changes))
