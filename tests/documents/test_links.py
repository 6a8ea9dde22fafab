"""The link to a file: 60 minutes, one file, one login, asked again at every use."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.demo.cast import Cast
from portal.documents.actions import withdraw
from portal.documents.models import Document, DocumentAccess
from portal.notifications.models import Notification
from portal.people.models import Occupancy
from tests.documents.conftest import Shelf, pdf_bytes
from tests.doors import door, stranger


def link_of(client: Client, document: Document) -> str:
    """What clicking the document leads to."""
    answer = client.get(f"/dokumente/{document.uuid}/oeffnen/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/d/")
    return str(answer["Location"])


@pytest.fixture
def document(shelf: Shelf) -> Document:
    """A letter to Anna."""
    return shelf.for_anna()


@pytest.fixture
def annas_link(cast: Cast, document: Document) -> str:
    """Anna has just clicked it."""
    return link_of(door(cast.anna, cast.linde), document)


@pytest.mark.parametrize(
    ("minutes", "seconds", "status"), [(59, 50, 200), (60, 10, 410), (24 * 60, 0, 410)]
)
def test_dl_01_a_link_lives_for_60_minutes_by_the_servers_clock(
    cast: Cast, document: Document, minutes: int, seconds: int, status: int
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = link_of(door(cast.anna, cast.linde), document)
        clock.shift(timedelta(minutes=minutes, seconds=seconds))
        assert stranger(cast.linde).get(link).status_code == status


def test_dl_01_the_page_of_an_expired_link_leads_to_a_new_one(
    cast: Cast, document: Document
) -> None:
    anna = door(cast.anna, cast.linde)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = link_of(anna, document)
        clock.shift(timedelta(minutes=61))
        gone = anna.get(link)
        again = f"/dokumente/{document.uuid}/oeffnen/"
        assert f'href="{again}"' in gone.content.decode()
        assert gone["Cache-Control"] == "private, no-store"
        assert anna.get(again, follow=True).status_code == 200


def test_dl_01_a_link_somebody_tampered_with_is_nobodys(cast: Cast, annas_link: str) -> None:
    client = stranger(cast.linde)
    payload, stamp, signature = annas_link.removeprefix("/d/").strip("/").split(":")
    broken = [
        f"{payload}:{stamp}:{signature[:-2]}xx",
        f"{payload}:zzzzzz:{signature}",
        f"A{payload[1:]}:{stamp}:{signature}",
        payload,
        "x",
        ":::",
    ]
    assert {client.get(f"/d/{token}/").status_code for token in broken} == {404}


def test_dl_01_a_link_is_nothing_on_another_companys_host(cast: Cast, annas_link: str) -> None:
    assert stranger(cast.kastanie).get(annas_link).status_code == 404
    assert door(cast.kai, cast.kastanie).get(annas_link).status_code == 404


def test_dl_02_a_phones_pdf_viewer_opens_the_link_without_a_session(
    cast: Cast, annas_link: str
) -> None:
    answer = stranger(cast.linde).get(annas_link)
    assert answer.content.startswith(b"%PDF-")


def test_dl_02_somebody_else_who_is_signed_in_gets_404_for_annas_link(
    cast: Cast, annas_link: str
) -> None:
    others = [door(user, cast.linde) for user in (cast.ben, cast.dora, cast.stefan, cast.eva)]
    assert {client.get(annas_link).status_code for client in others} == {404}


def test_dl_02_an_expired_link_tells_a_stranger_nothing(cast: Cast, document: Document) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = link_of(door(cast.anna, cast.linde), document)
        clock.shift(timedelta(minutes=61))
        assert door(cast.ben, cast.linde).get(link).status_code == 404


def test_dl_03_a_file_has_no_other_address(cast: Cast, document: Document) -> None:
    anna, key = door(cast.anna, cast.linde), document.file.name
    paths = [f"/media/{key}", f"/private/{key}", f"/var/private/{key}", f"/static/{key}"]
    paths += [f"/documents/{document.pk}/{document.name}", f"/{key}", f"/d/{document.uuid}/"]
    statuses = {anna.get(path, follow=True).status_code for path in paths}
    assert statuses == {404}
    with pytest.raises(NotImplementedError):
        document.file.url  # noqa: B018


def test_dl_04_the_answer_is_private_and_harmless(cast: Cast, annas_link: str) -> None:
    answer = stranger(cast.linde).get(annas_link)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize(
    ("content_type", "disposition"),
    [
        ("application/pdf", "inline"),
        ("image/jpeg", "inline"),
        ("image/png", "inline"),
        ("image/webp", "inline"),
        ("image/gif", "attachment"),
        ("image/svg+xml", "attachment"),
        ("text/html", "attachment"),
        ("text/plain", "attachment"),
        ("application/xml", "attachment"),
        ("application/octet-stream", "attachment"),
    ],
)
def test_dl_04_only_a_short_list_of_kinds_is_shown_by_the_browser(
    cast: Cast, document: Document, annas_link: str, content_type: str, disposition: str
) -> None:
    Document.objects.filter(pk=document.pk).update(content_type=content_type)
    answer = stranger(cast.linde).get(annas_link)
    assert answer["Content-Disposition"].startswith(f"{disposition}; filename=")


def test_dl_04_a_name_beyond_ascii_travels_as_rfc_6266_wants_it(
    cast: Cast, shelf: Shelf, annas_link: str
) -> None:
    Document.objects.update(name='Hausordnung "Müller".pdf')
    header = stranger(cast.linde).get(annas_link)["Content-Disposition"]
    assert header == "inline; filename*=utf-8''Hausordnung%20%22M%C3%BCller%22.pdf"


def test_dl_06_a_withdrawn_document_dies_at_once(
    cast: Cast, document: Document, annas_link: str
) -> None:
    withdraw(user=cast.stefan, document=document)
    assert stranger(cast.linde).get(annas_link).status_code == 404


def test_dl_06_a_link_dies_with_the_move(cast: Cast, annas_link: str) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Occupancy.objects.filter(person__user=cast.anna).update(ends_on=yesterday)
    assert stranger(cast.linde).get(annas_link).status_code == 404


def test_dl_06_a_link_dies_with_the_password_and_with_the_login(
    cast: Cast, document: Document, annas_link: str
) -> None:
    cast.anna.set_password("Ein ganz neues Passwort 7")
    cast.anna.save()
    assert stranger(cast.linde).get(annas_link).status_code == 404
    fresh = link_of(door(cast.anna, cast.linde), document)
    assert stranger(cast.linde).get(fresh).status_code == 200
    cast.anna.is_active = False
    cast.anna.save()
    assert stranger(cast.linde).get(fresh).status_code == 404


@pytest.mark.parametrize("damage", ["lost", "cut", "changed", "empty"])
def test_dl_09_a_file_that_is_not_whole_is_said_to_be_missing(
    cast: Cast,
    document: Document,
    annas_link: str,
    damage: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    storage, key = document.file.storage, document.file.name
    content = pdf_bytes()
    left = {"cut": content[:100], "changed": content.replace(b"PDF", b"pdf"), "empty": b""}
    storage.delete(key)
    if damage in left:
        with open(storage.path(key), "wb") as file:
            file.write(left[damage])
    answer = stranger(cast.linde).get(annas_link)
    assert answer.status_code == 503
    assert answer["Content-Type"].startswith("text/html")
    assert str(document.uuid) in caplog.text
    assert document.name not in caplog.text
    assert not DocumentAccess.objects.exists()


def test_an_opening_is_logged_once_and_the_news_is_read(
    cast: Cast, document: Document, annas_link: str
) -> None:
    news = Notification.objects.in_portal(cast.anna, cast.linde)
    assert news.unread().count() == 1
    client = stranger(cast.linde)
    client.get(annas_link)
    client.get(annas_link, headers={"Range": "bytes=500-"})
    client.head(annas_link)
    access = DocumentAccess.objects.get()
    assert (access.user, access.target_uuid) == (cast.anna, document.uuid)
    assert news.unread().count() == 0


def test_a_link_takes_no_post(cast: Cast, annas_link: str) -> None:
    assert stranger(cast.linde).post(annas_link).status_code == 405


def test_making_a_link_writes_nothing(cast: Cast, document: Document) -> None:
    anna = door(cast.anna, cast.linde)
    link_of(anna, document)
    assert not DocumentAccess.objects.exists()
