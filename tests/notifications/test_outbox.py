"""What `notify` writes, and that it is there with the change or not at all."""

from collections.abc import Callable

import pytest
from celery import Celery
from django.db import transaction
from django.test import TestCase

from portal.demo.cast import Cast
from portal.notifications.actions import Recipient
from portal.notifications.models import Delivery, Notification
from portal.people.models import Person
from tests.notifications.parcels import tell

pytestmark = pytest.mark.usefixtures("kinds")


def test_a_recipient_gets_one_notification_and_one_mail_on_its_way(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    notification = Notification.objects.get()
    assert notification.recipient_person == cast.person(cast.anna)
    assert notification.company == cast.linde
    delivery = notification.deliveries.get()
    assert (delivery.state, delivery.attempts) == (Delivery.State.PENDING, 0)


def test_a_change_that_is_undone_leaves_no_notification_and_rings_no_bell(cast: Cast) -> None:
    with TestCase.captureOnCommitCallbacks() as bells, pytest.raises(UndoneError):
        _tell_and_undo(cast, cast.person(cast.anna))
    assert not Notification.objects.exists()
    assert not Delivery.objects.exists()
    assert bells == []


def test_a_step_that_is_undone_within_a_larger_change_leaves_nothing_either(cast: Cast) -> None:
    with TestCase.captureOnCommitCallbacks() as bells, transaction.atomic():
        tell(cast.lindenstrasse, cast.person(cast.anna))
        with pytest.raises(UndoneError):
            _tell_and_undo(cast, cast.stefan)
    assert [n.recipient for n in Notification.objects.all()] == [cast.person(cast.anna)]
    assert len(bells) == 1


@pytest.mark.parametrize(("people", "rings"), [(3, 3), (60, 1)])
def test_for_many_the_bell_rings_once(cast: Cast, people: int, rings: int) -> None:
    neighbours = [
        Person.objects.create(
            company=cast.linde, first_name="Nora", last_name=f"W{n}", email=f"n{n}@example.org"
        )
        for n in range(people)
    ]
    with TestCase.captureOnCommitCallbacks() as bells:
        tell(cast.lindenstrasse, *neighbours)
    assert len(bells) == rings
    assert Delivery.objects.count() == people


def test_someone_named_twice_as_login_and_as_person_is_told_once(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna), cast.anna)
    assert Notification.objects.count() == 1


def test_someone_without_an_address_reads_it_in_the_portal_alone(cast: Cast) -> None:
    person = cast.person(cast.anna)
    Person.objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()
    assert tell(cast.lindenstrasse, person) == []
    assert Notification.objects.in_portal(cast.anna, cast.linde).count() == 1


def test_a_broker_that_is_away_changes_nothing_for_who_acts(
    cast: Cast, broker: Callable[[str], Celery], free_port: int
) -> None:
    broker(f"redis://127.0.0.1:{free_port}/0")
    with TestCase.captureOnCommitCallbacks(execute=True) as bells:
        tell(cast.lindenstrasse, cast.person(cast.anna))
    assert len(bells) == 1
    assert Delivery.objects.get().state == Delivery.State.PENDING


class UndoneError(Exception):
    """Something went wrong after the notification was written."""


@transaction.atomic
def _tell_and_undo(cast: Cast, recipient: Recipient) -> None:
    tell(cast.lindenstrasse, recipient)
    raise UndoneError
