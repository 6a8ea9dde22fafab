"""How files lie in storage: under generated keys, with their row or not at all."""

import hashlib
import os
import re
import time
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from portal.demo.cast import Cast
from portal.demo.pdf import make_pdf
from portal.documents import orphans
from portal.documents.audience import Audience
from portal.documents.files import atomic_with_files, keep
from portal.documents.models import Document, DocumentCategory, private_storage
from portal.documents.uploads import check
from tests.documents.conftest import Shelf, checked, pdf_bytes
from tests.documents.samples import ORIENTATION, phone_exif, photo
from tests.doors import door, stranger

KEY = re.compile(r"[0-9a-f-]{36}/[0-9a-f]{2}/[0-9a-f]{32}")


def row(cast: Cast) -> Document:
    """A document that is not stored yet."""
    return Document(
        company=cast.linde,
        category=DocumentCategory.objects.of(cast.linde).get(key="lease"),
        property=cast.lindenstrasse,
        audience=Audience.RESIDENTS,
        title="Hausordnung",
        dated_on=date(2026, 1, 1),
    )


def opened(client: Client, document: Document) -> Any:
    return client.get(f"/dokumente/{document.uuid}/oeffnen/", follow=True)


@pytest.mark.parametrize("name", ["../../../etc/passwd.pdf", "C:\\boot.pdf", "<b>.pdf", "CON.pdf"])
def test_up_02_nothing_a_person_typed_becomes_part_of_a_path(
    cast: Cast, shelf: Shelf, name: str
) -> None:
    document = shelf.for_anna(upload=checked(name))
    assert KEY.fullmatch(document.file.name)
    root = os.path.realpath(private_storage().location)
    assert os.path.realpath(document.file.path).startswith(root)
    assert os.path.basename(document.file.path) == document.uuid.hex
    header = opened(door(cast.anna, cast.linde), document)["Content-Disposition"]
    assert not set("/\\<>") & set(header.partition("filename=")[2])


def test_up_12_the_same_file_twice_and_the_same_name_with_other_content_stay_intact(
    cast: Cast, shelf: Shelf
) -> None:
    one, two = pdf_bytes(1), pdf_bytes(2)
    documents = [
        shelf.for_anna(title, upload=checked("brief.pdf", content))
        for title, content in (("A", one), ("B", one), ("C", two))
    ]
    anna = door(cast.anna, cast.linde)
    assert [opened(anna, document).content for document in documents] == [one, one, two]
    hashes = [document.sha256 for document in documents]
    assert hashes[0] == hashes[1] != hashes[2]
    assert len({document.file.name for document in documents}) == 3


def test_up_08_what_staff_download_of_a_photo_tells_no_place(cast: Cast, shelf: Shelf) -> None:
    sent = SimpleUploadedFile("flur.jpg", photo(exif=phone_exif(orientation=6)))
    document = shelf.for_anna(upload=check([sent])[0])
    with Image.open(BytesIO(opened(door(cast.stefan, cast.linde), document).content)) as image:
        assert dict(image.getexif()) == {ORIENTATION: 6}


def test_a_rolled_back_transaction_leaves_no_file(cast: Cast) -> None:
    document = row(cast)

    def fail_late() -> None:
        with atomic_with_files() as written:
            keep(document, checked(), written)
            assert document.file.storage.exists(document.file.name)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_late()
    assert not Document.objects.exists()
    assert not document.file.storage.exists(document.file.name)


def test_a_file_whose_row_is_refused_by_the_database_is_removed(cast: Cast) -> None:
    document = row(cast)
    document.audience = "everybody"
    with pytest.raises(Exception, match="document_audience_known"), atomic_with_files() as written:
        keep(document, checked(), written)
    assert not document.file.storage.exists(document.file.name)


def test_the_sweep_removes_old_files_without_a_row_and_nothing_else(
    cast: Cast, shelf: Shelf
) -> None:
    storage = private_storage()
    kept = shelf.for_anna().file.name
    folder = f"{cast.linde.uuid}/ab"
    orphan = storage.save(f"{folder}/{'ab' * 16}", ContentFile(b"x"))
    young = storage.save(f"{folder}/{'cd' * 16}", ContentFile(b"x"))
    foreign = storage.save("exports/2026.zip", ContentFile(b"x"))
    long_ago = time.time() - 2 * 24 * 3600
    for key in (kept, orphan, foreign):
        os.utime(storage.path(key), (long_ago, long_ago))
    orphans.sweep()
    assert [storage.exists(key) for key in (kept, orphan, young, foreign)] == [
        True,
        False,
        True,
        True,
    ]


def test_a_bucket_is_read_by_the_portal_and_never_by_the_reader(
    cast: Cast, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = InMemoryStorage()
    document = shelf.for_anna(upload=checked("brief.pdf"))
    bucket.save(document.file.name, ContentFile(pdf_bytes()))
    document.sha256 = hashlib.sha256(pdf_bytes()).hexdigest()
    document.save()
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", bucket)
    answer = opened(door(cast.anna, cast.linde), document)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Cache-Control"] == "private, no-store"
    bucket.delete(document.file.name)
    assert opened(door(cast.anna, cast.linde), document).status_code == 503


def test_behind_nginx_the_answer_names_the_file_and_carries_nothing(
    cast: Cast, shelf: Shelf, settings: Any
) -> None:
    from django_sendfile.utils import _get_sendfile

    document = shelf.for_anna()
    settings.SENDFILE_BACKEND = "django_sendfile.backends.nginx"
    settings.SENDFILE_URL = "/private"
    _get_sendfile.cache_clear()
    try:
        answer = opened(door(cast.anna, cast.linde), document)
    finally:
        _get_sendfile.cache_clear()
    assert answer["X-Accel-Redirect"] == f"/private/{document.file.name}"
    assert answer.content == b""
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"


def test_up_03_a_request_larger_than_any_form_is_refused_unread(cast: Cast, settings: Any) -> None:
    settings.PORTAL_UPLOAD_MAX_MB, settings.PORTAL_UPLOAD_MAX_FILES = 1, 1
    for client, path in (
        (door(cast.stefan, cast.linde), "/admin/dokumente/new/"),
        (stranger(cast.linde), "/konto/anmelden/"),
    ):
        large = SimpleUploadedFile("a.pdf", b"a" * (2 * 1024 * 1024 + 1))
        assert client.post(path, {"upload": large}).status_code == 413


def test_the_demos_pdfs_are_real_whatever_their_title_holds() -> None:
    content = make_pdf('#panic() *x* "$', "Hausverwaltung Linde", ["Zeile #1", "\\ * _ <a>"])
    assert check([SimpleUploadedFile("a.pdf", content)])[0].content_type == "application/pdf"
