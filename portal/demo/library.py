"""Writes the demo's documents: real small PDFs, with the dates of their past."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.papers import Paper
from portal.demo.pdf import make_pdf
from portal.documents import uploads
from portal.documents.models import Document, DocumentCategory, DocumentEvent
from portal.people.models import Person
from portal.properties.models import Property, Unit


def write(papers: Iterable[Paper], users: dict[str, User], companies: dict[str, Company]) -> None:
    """Write every document, published on the day it is dated."""
    for paper in papers:
        _write(paper, users, companies[paper.company])


def _write(paper: Paper, users: dict[str, User], company: Company) -> None:
    place = Property.objects.of(company).get(number=paper.property)
    published = timezone.now() - timedelta(days=paper.days)
    content = make_pdf(paper.title, company.name, paper.lines)
    upload = SimpleUploadedFile(f"{paper.title}.pdf", content, content_type="application/pdf")
    (checked,) = uploads.check([upload])
    clerk = users["stefan" if paper.company == "linde" else "kai"]
    document = Document.objects.create(
        company=company,
        title=paper.title,
        category=DocumentCategory.objects.of(company).get(key=paper.category),
        property=place,
        audience=paper.audience,
        unit=_unit(place, paper.unit),
        person=_person(company, users, paper.person),
        dated_on=timezone.localdate(published),
        published_at=published,
        created_at=published,
        uploaded_by=clerk,
        **checked.fields(),
    )
    DocumentEvent.objects.bulk_create(
        DocumentEvent(
            company=company, document=document, kind=kind, actor=clerk, created_at=published
        )
        for kind in (DocumentEvent.Kind.UPLOADED, DocumentEvent.Kind.PUBLISHED)
    )


def _unit(place: Property, label: str) -> Unit | None:
    if not label:
        return None
    found: Unit = Unit.objects.of(place.company).get(building__property=place, label=label)
    return found


def _person(company: Company, users: dict[str, User], name: str) -> Person | None:
    if not name:
        return None
    found: Person = Person.objects.of(company).get(user=users[name])
    return found
