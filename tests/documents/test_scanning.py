"""Malware: refused at once where the scanner answers, locked until it does where it does not."""

import os
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions import open_case, save_draft
from cases.drafts import Target
from cases.models import Attachment, Case, CaseCategory, DraftFile
from portal.demo.cast import Cast
from portal.documents import scanner, uploads
from portal.documents.models import Document
from portal.documents.scanner import Scan
from portal.documents.tasks import scan_pending
from portal.notifications.models import Notification
from tests.documents.clamd import EICAR, Clamd, closed_port, listening
from tests.documents.conftest import Shelf, pdf_bytes
from tests.documents.samples import open_xml
from tests.doors import api_door, door
from tests.pages import words
from tests.stories import annas_case, picture


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    """The scanner of this install."""
    with listening() as daemon:
        settings.PORTAL_CLAMD_URL = daemon.url
        yield daemon


@pytest.fixture
def answering(settings: Any) -> Iterator[None]:
    """A scanner that answers: the machine's own where CLAMD_URL names one."""
    if own := os.environ.get("CLAMD_URL"):
        settings.PORTAL_CLAMD_URL = own
        yield
    else:
        with listening() as daemon:
            settings.PORTAL_CLAMD_URL = daemon.url
            yield


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal waits for a silent scanner, but no test has to."""
    monkeypatch.setattr(scanner, "_PATIENCE_SECONDS", 0.2)


def text(content: bytes = EICAR, name: str = "brief.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def case_with(cast: Cast, file: SimpleUploadedFile) -> Attachment:
    case = annas_case(cast, files=uploads.check([file]))
    found: Attachment = case.attachments.get()
    return found


def opened_by_anna(cast: Cast, file: Attachment) -> Any:
    anna = door(cast.anna, cast.linde)
    to_link = anna.get(f"/vorgaenge/{file.case.uuid}/dateien/{file.uuid}/")
    return anna.get(to_link.headers["Location"])


def docx_with(content: bytes) -> bytes:
    """A Word file that carries something packed."""
    out = BytesIO(open_xml())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bild.bin", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.txt", EICAR),
        ("brief.docx", docx_with(EICAR)),
        ("rechnung.pdf", EICAR),
    ],
)
def test_up_06_malware_is_refused_and_not_stored(
    cast: Cast, answering: None, name: str, content: bytes
) -> None:
    anna = door(cast.anna, cast.linde)
    case = annas_case(cast)
    answered = anna.post(
        f"/vorgaenge/{case.uuid}/antworten/",
        {"body": "Siehe Anlage.", "submission_key": uuid4(), "files": text(content, name)},
    )
    assert answered.status_code == 422
    assert name in words(answered)
    assert "Siehe Anlage." in words(answered)
    assert not Attachment.objects.exists()
    assert not DraftFile.objects.exists()


def test_up_06_what_is_clean_opens_at_once(cast: Cast, answering: None) -> None:
    file = case_with(cast, picture())
    assert file.scan == Scan.CLEAR
    assert opened_by_anna(cast, file).status_code == 200


@pytest.mark.parametrize("fault", ["down", "hangs", "too large"])
def test_up_06_without_an_answer_the_file_is_kept_but_opens_for_nobody(
    cast: Cast, clamd: Clamd, settings: Any, impatient: None, fault: str
) -> None:
    if fault == "down":
        settings.PORTAL_CLAMD_URL = closed_port()
    clamd.hangs = fault == "hangs"
    clamd.takes = 4 if fault == "too large" else clamd.takes
    file = case_with(cast, picture("flur.jpg"))
    assert file.scan == Scan.PENDING
    answered = opened_by_anna(cast, file)
    assert answered.status_code == 409
    assert "wird noch geprüft" in words(answered)
    scan_pending()
    assert opened_by_anna(cast, file).status_code == 409
    settings.PORTAL_CLAMD_URL = clamd.url
    clamd.hangs, clamd.takes = False, Clamd.takes
    scan_pending()
    assert opened_by_anna(cast, file).status_code == 200


def test_up_06_malware_found_later_stays_locked_and_the_staff_are_told_once(
    cast: Cast, clamd: Clamd, settings: Any
) -> None:
    settings.PORTAL_CLAMD_URL = closed_port()
    file = case_with(cast, text())
    settings.PORTAL_CLAMD_URL = clamd.url
    for _round in range(2):
        scan_pending()
    file.refresh_from_db()
    assert file.scan == Scan.INFECTED
    answered = opened_by_anna(cast, file)
    assert answered.status_code == 409
    assert "Schadsoftware gefunden" in words(answered)
    told = Notification.objects.filter(kind="case_file_locked")
    assert {str(row.recipient_user) for row in told} == {"Stefan Vogt", "Maria Lenz"}
    assert told.count() == 2
    (row,) = (
        api_door(cast.anna, cast.linde)
        .get(f"/api/v1/cases/{file.case.uuid}/attachments/")
        .json()["results"]
    )
    assert row["scan"]["code"] == "infected"


def test_up_06_an_infected_file_of_a_draft_is_named_and_not_sent(
    cast: Cast, clamd: Clamd, settings: Any
) -> None:
    heating = CaseCategory.objects.of(cast.linde).get(key="heating")
    report = {"category": heating, "property": cast.lindenstrasse}
    key = uuid4()
    settings.PORTAL_CLAMD_URL = closed_port()
    save_draft(
        user=cast.anna,
        target=Target(**report),
        submission_key=key,
        values={"subject": "Kalt", "body": "Seit gestern."},
        files=uploads.check([text()]),
    )
    settings.PORTAL_CLAMD_URL = clamd.url
    scan_pending()
    with pytest.raises(ValidationError, match=r"brief\.txt"):
        open_case(
            company=cast.linde,
            user=cast.anna,
            unit=cast.annas_flat,
            place="",
            subject="Kalt",
            body="Seit gestern.",
            submission_key=key,
            **report,
        )
    assert not Case.objects.exists()
    assert DraftFile.objects.get().scan == Scan.INFECTED


def test_up_06_a_document_of_the_company_is_locked_in_the_same_way(
    cast: Cast, shelf: Shelf, clamd: Clamd, settings: Any
) -> None:
    settings.PORTAL_CLAMD_URL = closed_port()
    document = shelf.for_anna(upload=uploads.check([text(pdf_bytes(), "brief.pdf")])[0])
    anna = door(cast.anna, cast.linde)
    link = anna.get(f"/dokumente/{document.uuid}/oeffnen/").headers["Location"]
    assert anna.get(link).status_code == 409
    settings.PORTAL_CLAMD_URL = clamd.url
    scan_pending()
    assert anna.get(link).status_code == 200
    assert Document.objects.get(pk=document.pk).scan == Scan.CLEAR


def test_without_a_scanner_nothing_waits_for_one(cast: Cast) -> None:
    assert case_with(cast, picture()).scan == Scan.CLEAR
