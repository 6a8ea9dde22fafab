"""What one case may hold, and what one person may have uploaded and not sent (UP-03)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from cases.actions import save_draft
from cases.drafts import Target
from cases.models import Case, CaseCategory, DraftFile
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.documents.uploads import CheckedUpload
from tests.cases.test_files import on_disk
from tests.doors import door
from tests.pages import form_of, words
from tests.stories import annas_case, answer

MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _one_megabyte(settings: Any) -> None:
    settings.PORTAL_UPLOAD_QUOTA_MB = 1


def text(size: int) -> list[CheckedUpload]:
    """A file of exactly this size."""
    return uploads.check([SimpleUploadedFile("liste.txt", b"a" * size)])


def upload(cast: Cast, size: int) -> None:
    """Anna chooses a file on a page of its own."""
    category = CaseCategory.objects.of(cast.linde).get(key="heating")
    save_draft(
        user=cast.anna,
        target=Target(category=category, property=cast.lindenstrasse),
        submission_key=uuid4(),
        values={"subject": "Heizung"},
        files=text(size),
    )


def test_up_03_a_case_holds_its_quota_to_the_byte(cast: Cast) -> None:
    case = annas_case(cast, files=text(MEGABYTE - 10))
    answer(case, cast.anna, files=text(10))
    before = on_disk()
    with pytest.raises(ValidationError) as refused:
        answer(case, cast.anna, files=text(1))
    assert list(refused.value.message_dict) == ["files"]
    assert on_disk() == before
    assert case.messages.count() == 2
    answer(case, cast.anna, "Ohne Datei geht es weiter.")


def test_up_03_a_report_is_no_way_around_it(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        annas_case(cast, files=text(MEGABYTE + 1))
    assert not Case.objects.exists()


def test_up_03_what_waits_unsent_has_an_end_over_all_pages(cast: Cast) -> None:
    upload(cast, MEGABYTE - 10)
    upload(cast, 10)
    before = on_disk()
    with pytest.raises(ValidationError) as refused:
        upload(cast, 1)
    assert list(refused.value.message_dict) == ["files"]
    assert on_disk() == before


def test_up_03_the_page_says_so_and_keeps_the_text(cast: Cast) -> None:
    case = annas_case(cast, files=text(MEGABYTE))
    client: Client = door(cast.anna, cast.linde)
    page = client.get(f"/vorgaenge/{case.uuid}/")
    action, values = form_of(page, "#antwort")
    sent = {**values, "body": "Noch eine Liste.", "files": SimpleUploadedFile("b.txt", b"b")}
    refused = client.post(action, sent)
    assert refused.status_code == 422
    assert "Dieser Vorgang kann keine weiteren Dateien aufnehmen" in words(refused)
    assert "Noch eine Liste." in refused.text


@pytest.mark.django_db(transaction=True)
def test_up_03_uploads_at_once_do_not_pass_it_together(cast: Cast) -> None:
    def attempt(_n: int) -> bool:
        try:
            upload(cast, 300_000)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        kept = sum(pool.map(attempt, range(8)))
    assert kept == DraftFile.objects.count() == 3
