"""Short beginnings of stories: a case Anna has opened, an answer, a document, a notice."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cases.actions import open_case, reply
from cases.models import Case, CaseCategory, CaseMessage
from portal.accounts.models import User
from portal.announcements.actions import draft_announcement, publish_announcement
from portal.announcements.models import Announcement
from portal.demo.cast import Cast
from portal.demo.pdf import make_pdf
from portal.documents import uploads
from portal.documents.actions import publish, upload_document
from portal.documents.models import Document, DocumentCategory


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
    category = CaseCategory.objects.of(cast.linde).get(key=changes.pop("category", "heating"))
    values: dict[str, Any] = {
        "company": cast.linde,
        "user": cast.anna,
        "category": category,
        "property": cast.lindenstrasse,
        "unit": cast.annas_flat,
        "place": "Kinderzimmer",
        "subject": "Heizkörper bleibt kalt",
        "body": "Seit gestern wird er nicht mehr warm.",
        "submission_key": uuid4(),
    }
    return open_case(**(values | changes))


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
