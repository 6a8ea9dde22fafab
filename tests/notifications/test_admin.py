"""The outgoing post in the admin: managers see what failed and have it sent again."""

import pytest
from django.core import mail
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.demo.cast import Cast
from portal.notifications.delivery import sweep
from portal.notifications.models import Delivery, Reason
from tests.doors import door
from tests.notifications.parcels import tell

pytestmark = pytest.mark.usefixtures("kinds")


def test_a_manager_reads_why_a_letter_failed_and_has_it_sent_again(cast: Cast) -> None:
    delivery = _failed(cast)
    maria = door(cast.maria, cast.linde)
    page = maria.get(reverse("delivery:index") + "?state=failed")
    assert "Anna Berger" in page.text
    letter = maria.get(reverse("delivery:inspect", args=[delivery.pk]))
    assert "550 no such mailbox" in letter.text
    assert "A parcel lies at" in letter.text
    with TestCase.captureOnCommitCallbacks() as bells:
        maria.post(reverse("delivery:retry", args=[delivery.pk]))
    assert len(bells) == 1
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason, delivery.error) == (Delivery.State.SENT, "", "")
    assert [m.to for m in mail.outbox] == [["anna@example.org"]]


def test_a_second_click_sends_nothing_twice(cast: Cast) -> None:
    delivery = _failed(cast)
    maria = door(cast.maria, cast.linde)
    path = reverse("delivery:retry", args=[delivery.pk])
    for _ in range(2):
        answer = maria.post(path)
        assert answer["Location"] == reverse("delivery:inspect", args=[delivery.pk])
        sweep()
    assert len(mail.outbox) == 1


def test_a_link_alone_sends_nothing(cast: Cast) -> None:
    delivery = _failed(cast)
    path = reverse("delivery:retry", args=[delivery.pk])
    assert door(cast.maria, cast.linde).get(path).status_code == 405
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.FAILED


@pytest.mark.parametrize("who", ["anna", "stefan", "eva", "kai"])
def test_nobody_but_the_companys_managers_sees_the_outgoing_post(cast: Cast, who: str) -> None:
    delivery = _failed(cast)
    client = door(getattr(cast, who), cast.linde)
    for name, args in (("index", []), ("inspect", [delivery.pk]), ("retry", [delivery.pk])):
        path = reverse(f"delivery:{name}", args=args)
        answer = client.post(path) if name == "retry" else client.get(path)
        assert answer.status_code == 404, path
        assert "no such mailbox" not in answer.text
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.FAILED


def test_another_companys_letter_is_not_there(cast: Cast) -> None:
    clara = cast.person(cast.clara)
    (delivery,) = tell(cast.kastanienallee, clara)
    Delivery.objects.update(state=Delivery.State.FAILED)
    maria = door(cast.maria, cast.linde)
    assert "Novak" not in maria.get(reverse("delivery:index")).text
    assert maria.get(reverse("delivery:inspect", args=[delivery.pk])).status_code == 404
    assert maria.post(reverse("delivery:retry", args=[delivery.pk])).status_code == 404


def test_the_list_asks_the_database_as_often_for_20_letters_as_for_2(
    cast: Cast,
) -> None:
    maria = door(cast.maria, cast.linde)
    path = reverse("delivery:index")
    maria.get(path)
    asked = []
    for size in (2, 18):
        for _ in range(size):
            tell(cast.lindenstrasse, cast.person(cast.anna), cast.stefan)
        with CaptureQueriesContext(connection) as queries:
            maria.get(path)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 20


def _failed(cast: Cast) -> Delivery:
    (delivery,) = tell(cast.lindenstrasse, cast.person(cast.anna))
    delivery.state = Delivery.State.FAILED
    delivery.reason, delivery.error, delivery.attempts = Reason.REFUSED, "550 no such mailbox", 1
    delivery.save()
    return delivery
