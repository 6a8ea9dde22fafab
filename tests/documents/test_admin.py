"""Staff upload, publish and withdraw in the admin; nobody else gets in."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.demo.cast import Cast
from portal.documents.audience import Audience
from portal.documents.models import Document, DocumentCategory, DocumentEvent
from portal.notifications.models import Notification
from tests.documents.conftest import Shelf, pdf_bytes
from tests.doors import door
from tests.pages import words


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    """The upload form as Stefan fills it in."""
    return {
        "upload": SimpleUploadedFile("rate.pdf", pdf_bytes()),
        "title": "Mieterhöhung zum 1. Juli",
        "category": DocumentCategory.objects.of(cast.linde).get(key="rent_increase").pk,
        "property": cast.lindenstrasse.pk,
        "audience": "",
        "unit": "",
        "person": cast.person(cast.anna).pk,
        "dated_on": "2026-04-14",
        **changes,
    }


def upload(client: Client, data: dict[str, Any]) -> Any:
    return client.post(reverse("document:add"), data)


def test_a_clerk_uploads_a_letter_and_publishes_it_at_once(cast: Cast) -> None:
    answer = upload(door(cast.stefan, cast.linde), form(cast, publish="on"))
    document = Document.objects.get()
    assert answer["Location"] == reverse("document:inspect", args=[document.pk])
    assert (document.audience, document.person) == (Audience.PERSON, cast.person(cast.anna))
    assert (document.dated_on, document.uploaded_by) == (date(2026, 4, 14), cast.stefan)
    assert [e.kind for e in document.events.all()] == ["uploaded", "published"]
    assert [n.recipient_person.user for n in Notification.objects.all()] == [cast.anna]


def test_without_the_tick_nobody_hears_of_it_until_it_is_published(cast: Cast) -> None:
    stefan, anna = door(cast.stefan, cast.linde), door(cast.anna, cast.linde)
    upload(stefan, form(cast))
    document = Document.objects.get()
    assert not Notification.objects.exists()
    assert anna.get(f"/dokumente/{document.uuid}/oeffnen/").status_code == 404
    step = reverse("document:publish", args=[document.pk])
    question = stefan.get(step)
    assert words(question, "main form button") == "Veröffentlichen"
    assert not Notification.objects.exists()
    stefan.post(step)
    assert anna.get(f"/dokumente/{document.uuid}/oeffnen/").status_code == 302
    assert Notification.objects.count() == 1


def test_a_withdrawn_document_is_gone_for_its_reader_and_stays_for_staff(
    cast: Cast, shelf: Shelf
) -> None:
    document = shelf.for_anna()
    stefan = door(cast.stefan, cast.linde)
    stefan.post(reverse("document:withdraw", args=[document.pk]))
    opened = f"/dokumente/{document.uuid}/oeffnen/"
    assert door(cast.anna, cast.linde).get(opened).status_code == 404
    assert stefan.get(opened).status_code == 302
    last = DocumentEvent.objects.order_by("pk").last()
    assert (last.kind, last.actor) == ("withdrawn", cast.stefan)


def test_what_was_never_published_cannot_be_withdrawn(cast: Cast, shelf: Shelf) -> None:
    draft = shelf.for_anna(published=False)
    stefan = door(cast.stefan, cast.linde)
    assert stefan.post(reverse("document:withdraw", args=[draft.pk])).status_code == 302
    draft.refresh_from_db()
    assert draft.withdrawn_at is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"upload": SimpleUploadedFile("x.pdf", b"<html>")}, "upload"),
        ({"upload": ""}, "upload"),
        ({"person": ""}, "person"),
        ({"audience": "unit"}, "unit"),
        ({"title": " "}, "title"),
        ({"dated_on": "gestern"}, "dated_on"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    answer = upload(door(cast.stefan, cast.linde), form(cast, **changes))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Document.objects.exists()


def test_the_unit_must_lie_in_the_property(cast: Cast) -> None:
    data = form(cast, audience="unit", unit=cast.bens_flat.pk)
    answer = upload(door(cast.stefan, cast.linde), data)
    assert "unit" in answer.context["form"].errors


@pytest.mark.parametrize("field", ["category", "property", "unit", "person"])
def test_another_companys_rows_are_no_choice(cast: Cast, field: str) -> None:
    foreign = {
        "category": DocumentCategory.objects.of(cast.kastanie).get(key="lease").pk,
        "property": cast.kastanienallee.pk,
        "unit": cast.claras_flat.pk,
        "person": cast.person(cast.clara).pk,
    }
    answer = upload(door(cast.stefan, cast.linde), form(cast, **{field: foreign[field]}))
    assert field in answer.context["form"].errors
    page = door(cast.stefan, cast.linde).get(reverse("document:add")).content.decode()
    assert "Kastanienallee" not in page
    assert "Novak" not in page


def test_nobody_else_finds_the_documents_in_the_admin(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna("Schreiben vom 3. Mai")
    paths = [reverse("document:index"), reverse("document:add")]
    paths += [
        reverse(f"document:{view}", args=[document.pk])
        for view in ("inspect", "history", "publish", "withdraw")
    ]
    for user in (cast.anna, cast.eva):
        assert {door(user, cast.linde).get(path).status_code for path in paths} == {404}
    kai = door(cast.kai, cast.kastanie)
    assert {kai.get(path).status_code for path in paths[2:]} == {404}
    assert {kai.post(path).status_code for path in paths[4:]} == {404}
    assert document.title not in kai.get(paths[0]).content.decode()
    stefan = door(cast.stefan, cast.linde)
    assert {stefan.get(path).status_code for path in paths} == {200}


def test_a_document_is_neither_edited_nor_deleted(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna()
    maria = door(cast.maria, cast.linde)
    for view in ("edit", "delete"):
        path = reverse("document:index") + f"{view}/{document.pk}/"
        assert maria.post(path, {"title": "Anders"}).status_code == 404


def test_the_page_of_a_document_says_who_opened_it(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna()
    door(cast.anna, cast.linde).get(f"/dokumente/{document.uuid}/oeffnen/", follow=True)
    page = door(cast.stefan, cast.linde).get(reverse("document:inspect", args=[document.pk]))
    assert [access.user for access in page.context["accesses"]] == [cast.anna]
    assert page.context["readers"] == 1


def test_the_list_in_the_admin_takes_the_same_queries_for_many_documents(
    cast: Cast, shelf: Shelf, django_assert_max_num_queries: Any
) -> None:
    stefan = door(cast.stefan, cast.linde)
    counts = []
    for _round in range(2):
        for _number in range(4):
            shelf.for_anna()
        with django_assert_max_num_queries(40) as seen:
            assert stefan.get(reverse("document:index")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
