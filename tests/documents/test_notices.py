"""Who hears of a document, and what the mail says."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from portal.demo.cast import Cast
from portal.documents.actions import publish, withdraw
from portal.documents.audience import Audience
from portal.notifications.models import Delivery, Notification
from portal.notifications.tasks import deliver
from tests.documents.conftest import Shelf
from tests.doors import door


def told() -> set[str]:
    return {n.recipient_person.first_name for n in Notification.objects.all()}


def send() -> None:
    for delivery in Delivery.objects.filter(state="pending"):
        deliver(delivery.pk)


def test_those_it_is_for_are_told_once_and_staff_are_not(cast: Cast, shelf: Shelf) -> None:
    document = shelf.add("Hausordnung", Audience.RESIDENTS, category="house_rules")
    publish(user=cast.maria, document=document)
    assert told() == {"Anna"}
    assert Notification.objects.count() == 1


def test_a_clerk_who_lives_there_does_not_hear_of_the_own_doing(cast: Cast, shelf: Shelf) -> None:
    person = cast.person(cast.anna)
    person.user = cast.stefan
    person.save()
    shelf.add("Hausordnung", Audience.RESIDENTS, category="house_rules")
    assert not Notification.objects.exists()


def test_nobody_without_a_login_is_told_of_what_they_cannot_open(cast: Cast, shelf: Shelf) -> None:
    person = cast.person(cast.anna)
    person.user = None
    person.save()
    shelf.add("Hausordnung", Audience.RESIDENTS, category="house_rules")
    assert not Notification.objects.exists()


def test_the_mail_names_the_document_and_leads_to_it(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna("Mieterhöhung <b>& mehr</b>")
    send()
    letter: Any = mail.outbox[0]
    assert letter.to == ["anna@example.org"]
    assert "Mieterhöhung <b>& mehr</b>" in letter.subject
    address = cast.linde.absolute_url(f"/dokumente/{document.uuid}/oeffnen/")
    assert address in letter.body
    html = letter.alternatives[0][0]
    assert address in html
    assert "&lt;b&gt;" in html
    assert not letter.attachments


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_mail_speaks_the_readers_language(cast: Cast, shelf: Shelf, language: str) -> None:
    cast.anna.language = language
    cast.anna.save()
    shelf.for_anna()
    send()
    assert mail.outbox[0].extra_headers["Content-Language"] == language


def test_a_document_withdrawn_before_the_mail_left_is_not_announced(
    cast: Cast, shelf: Shelf
) -> None:
    withdraw(user=cast.stefan, document=shelf.for_anna())
    send()
    assert not mail.outbox


def test_the_bells_page_shows_the_news_and_leads_to_the_document(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna("Mieterhöhung")
    anna: Client = door(cast.anna, cast.linde)
    assert "Mieterhöhung" in anna.get("/benachrichtigungen/").content.decode()
    withdraw(user=cast.stefan, document=document)
    assert "Mieterhöhung" not in anna.get("/benachrichtigungen/").content.decode()
