"""Everything that happens to a document; every door (admin, API, import) calls these."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.policies import Action, ensure
from portal.accounts.models import User
from portal.companies.models import Company
from portal.documents import notices
from portal.documents.audience import Audience
from portal.documents.files import atomic_with_files, keep
from portal.documents.models import (
    Document,
    DocumentAccess,
    DocumentCategory,
    DocumentEvent,
    StoredFile,
)
from portal.documents.policies import PUBLISH, WITHDRAW, document_policy
from portal.documents.uploads import CheckedUpload
from portal.notifications.actions import mark_read
from portal.notifications.models import Notification
from portal.people.models import Person
from portal.properties.models import Property, Unit

Kind = DocumentEvent.Kind


def upload_document(
    *,
    user: User,
    company: Company,
    category: DocumentCategory,
    property: Property,
    audience: str,
    title: str,
    dated_on: date,
    upload: CheckedUpload,
    unit: Unit | None = None,
    person: Person | None = None,
) -> Document:
    """Staff put a checked file into the portal; nobody else sees it before it is published."""
    document = Document(
        company=company,
        category=category,
        property=property,
        audience=audience,
        unit=unit if audience in {Audience.UNIT, Audience.PERSON} else None,
        person=person if audience == Audience.PERSON else None,
        title=" ".join(title.split()),
        dated_on=dated_on,
        uploaded_by=user,
    )
    ensure(document_policy, user, Action.ADD, document)
    document.full_clean(exclude=["file", "name", "content_type", "size", "sha256"])
    with atomic_with_files() as written:
        keep(document, upload, written)
        _record(document, Kind.UPLOADED, user)
    return document


@transaction.atomic
def publish(*, user: User, document: Document) -> Document:
    """Let the audience read it, and tell them; again for one that had been withdrawn."""
    document = _locked(document)
    ensure(document_policy, user, PUBLISH, document)
    if document.is_published:
        return document
    document.published_at = timezone.now()
    document.withdrawn_at = None
    document.save()
    _record(document, Kind.PUBLISHED, user)
    notices.published(document, actor=user)
    return document


@transaction.atomic
def withdraw(*, user: User, document: Document) -> Document:
    """Take it from its audience: links that are on their way die at once."""
    document = _locked(document)
    ensure(document_policy, user, WITHDRAW, document)
    if document.published_at is None:
        raise ValidationError(_("This document is not published."))
    if document.withdrawn_at is None:
        document.withdrawn_at = timezone.now()
        document.save()
        _record(document, Kind.WITHDRAWN, user)
    return document


@transaction.atomic
def record_opening(*, user: User, kind: str, file: StoredFile) -> None:
    """Note that somebody opened a file by its link, and that they now know of it (ADR 0005)."""
    DocumentAccess.objects.create(
        company=file.company, target_kind=kind, target_uuid=file.uuid, user=user
    )
    news = Notification.objects.in_portal(user, file.company).filter(target_uuid=file.uuid)
    mark_read(user=user, company=file.company, uuids=news.values_list("uuid", flat=True))


def _locked(document: Document) -> Document:
    rows = Document.objects.select_for_update(of=("self",))
    found: Document = rows.select_related("company__site", "category", "property").get(
        pk=document.pk
    )
    return found


def _record(document: Document, kind: str, user: User) -> None:
    DocumentEvent.objects.create(company=document.company, document=document, kind=kind, actor=user)
