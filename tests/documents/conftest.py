"""Documents as staff put them in: through the action, with a real PDF."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.documents.actions import publish, upload_document
from portal.documents.audience import Audience
from portal.documents.models import Document, DocumentCategory
from portal.documents.uploads import CheckedUpload, check


def pdf_bytes(pages: int = 1) -> bytes:
    """A PDF of blank pages."""
    made, out = pikepdf.new(), BytesIO()
    for _page in range(pages):
        made.add_blank_page()
    made.save(out)
    return out.getvalue()


def checked(name: str = "hausordnung.pdf", content: bytes | None = None) -> CheckedUpload:
    """A file that has passed the gate."""
    return check([SimpleUploadedFile(name, content or pdf_bytes())])[0]


class Shelf:
    """Puts documents into Linde's portal, as Stefan does."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def add(self, title: str, audience: str, *, published: bool = True, **fields: Any) -> Document:
        """A document for Anna's house, unless told otherwise."""
        company = fields.pop("company", self.cast.linde)
        user: User = fields.pop("user", self.cast.stefan)
        fields.setdefault("property", self.cast.lindenstrasse)
        fields.setdefault("dated_on", timezone.localdate())
        key = fields.pop("category", "correspondence")
        document = upload_document(
            user=user,
            company=company,
            category=DocumentCategory.objects.of(company).get(key=key),
            audience=audience,
            title=title,
            upload=fields.pop("upload", None) or checked(),
            **fields,
        )
        return publish(user=user, document=document) if published else document

    def for_anna(self, title: str = "Mieterhöhung", **fields: Any) -> Document:
        """A letter to Anna alone."""
        return self.add(title, Audience.PERSON, person=self.cast.person(self.cast.anna), **fields)

    def for_annas_flat(self, title: str, dated_on: date) -> Document:
        """For owner and tenant of Anna's flat on that day."""
        return self.add(title, Audience.UNIT, unit=self.cast.annas_flat, dated_on=dated_on)


@pytest.fixture
def shelf(cast: Cast) -> Shelf:
    """Where documents are put."""
    return Shelf(cast)
