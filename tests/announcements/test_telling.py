"""Who hears of a notice, when, by which way, and what the mail says."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.models import User
from portal.announcements.actions import (
    change_announcement,
    mark_read,
    publish_announcement,
    withdraw_announcement,
)
from portal.announcements.models import Announcement
from portal.announcements.tasks import tell_begun
from portal.demo.cast import Cast
from portal.notifications.models import Delivery, Notification
from portal.people.models import Occupancy, Person
from tests.doors import door
from tests.mailbox import deliver
from tests.pages import words
from tests.stories import a_notice


def told() -> list[str]:
    rows = Notification.objects.filter(kind="announcement_hung")
    return sorted(row.recipient_person.first_name for row in rows)


def change(cast: Cast, notice: Announcement, **changes: Any) -> Announcement:
    values = {
        "properties": notice.properties.all(),
        "buildings": notice.buildings.all(),
        "title": notice.title,
    }
    return change_announcement(user=cast.stefan, announcement=notice, **(values | changes))


def test_each_reader_is_told_once_and_staff_are_not(cast: Cast) -> None:
    # Ben has three units in the two houses.
    notice = a_notice(cast, properties=[cast.lindenstrasse, cast.gartenhof, cast.rosenweg])
    publish_announcement(user=cast.maria, announcement=notice)
    assert told() == ["Anna", "Ben"]


def test_without_the_wish_for_mail_nobody_gets_one(cast: Cast) -> None:
    a_notice(cast)
    deliver()
    assert told() == ["Anna"]
    assert not Delivery.objects.exists()
    assert not mail.outbox


def test_a_mail_brings_the_text_and_leads_to_the_notice(cast: Cast) -> None:
    notice = a_notice(cast, title="Wartung <b>&", body="Guten Tag,\n\n<i>kalt</i>", by_mail=True)
    deliver()
    letter: Any = mail.outbox[0]
    assert (letter.to, letter.subject) == (["anna@example.org"], "Aushang: Wartung <b>&")
    address = cast.linde.absolute_url(f"/aushang/{notice.uuid}/")
    html = letter.alternatives[0][0]
    assert address in letter.body
    assert "<i>kalt</i>" in letter.body
    assert address in html
    assert "<p>&lt;i&gt;kalt&lt;/i&gt;</p>" in html


def test_a_clerk_who_lives_there_does_not_hear_of_the_own_doing(cast: Cast) -> None:
    Person.objects.filter(user=cast.anna).update(user=cast.stefan)
    a_notice(cast)
    assert told() == []


def test_who_cannot_sign_in_is_not_told_of_what_they_cannot_open(cast: Cast) -> None:
    Person.objects.filter(user=cast.anna).update(user=None)
    a_notice(cast, by_mail=True)
    assert told() == []


def test_a_draft_tells_nobody(cast: Cast) -> None:
    a_notice(cast, published=False, by_mail=True)
    tell_begun()
    assert told() == []


def test_what_begins_later_is_told_when_it_begins_and_once(cast: Cast) -> None:
    start = timezone.now() + timedelta(hours=10)
    a_notice(cast, starts_at=start, by_mail=True)
    tell_begun()
    assert told() == []
    with time_machine.travel(start + timedelta(minutes=1)):
        tell_begun()
        tell_begun()
        assert told() == ["Anna"]
        deliver()
    assert len(mail.outbox) == 1


def test_what_is_taken_down_before_it_begins_is_never_told(cast: Cast) -> None:
    start = timezone.now() + timedelta(hours=10)
    notice = a_notice(cast, starts_at=start)
    withdraw_announcement(user=cast.stefan, announcement=notice)
    with time_machine.travel(start + timedelta(minutes=1)):
        tell_begun()
    assert told() == []


def test_a_mail_that_waited_too_long_is_not_sent_any_more(cast: Cast) -> None:
    a_notice(cast, by_mail=True)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        deliver()
    assert not mail.outbox
    assert [d.reason for d in Delivery.objects.all()] == ["obsolete"]


def test_neither_is_one_about_what_was_taken_down(cast: Cast) -> None:
    notice = a_notice(cast, by_mail=True)
    withdraw_announcement(user=cast.stefan, announcement=notice)
    deliver()
    assert not mail.outbox
    assert "Wartung" not in words(door(cast.anna, cast.linde).get("/benachrichtigungen/"))


def test_who_moves_out_before_the_mail_left_gets_none(cast: Cast) -> None:
    a_notice(cast, by_mail=True)
    Occupancy.objects.of_user(cast.anna, cast.linde).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    deliver()
    assert not mail.outbox


def test_a_change_tells_only_those_it_was_not_for_before(cast: Cast) -> None:
    notice = a_notice(cast)
    change(cast, notice, title="Wartung am Mittwoch")
    assert told() == ["Anna"]
    change(cast, notice, properties=[cast.lindenstrasse, cast.gartenhof])
    assert told() == ["Anna", "Ben"]


def test_a_change_of_the_beginning_to_now_tells_at_once(cast: Cast) -> None:
    later = timezone.now() + timedelta(days=1)
    notice = a_notice(cast, starts_at=later)
    change(cast, notice, starts_at=timezone.now())
    assert told() == ["Anna"]


def test_what_is_put_up_again_is_not_told_again(cast: Cast) -> None:
    notice = a_notice(cast)
    withdraw_announcement(user=cast.stefan, announcement=notice)
    publish_announcement(user=cast.stefan, announcement=notice)
    assert told() == ["Anna"]
    notice.refresh_from_db()
    assert notice.is_current


def test_reading_it_quiets_the_bell(cast: Cast) -> None:
    notice = a_notice(cast)
    mark_read(user=cast.anna, announcement=notice)
    assert not Notification.objects.unread().filter(recipient_person__user=cast.anna).exists()


def test_the_bells_page_names_the_notice_and_leads_to_it(cast: Cast) -> None:
    notice = a_notice(cast)
    anna = door(cast.anna, cast.linde)
    page = anna.get("/benachrichtigungen/")
    assert "Aushang: Wartung der Heizung" in words(page)
    bell = Notification.objects.get()
    read = anna.post(f"/benachrichtigungen/{bell.uuid}/gelesen/")
    assert read["Location"] == f"/aushang/{notice.uuid}/"


@pytest.mark.parametrize("by_mail", [False, True])
def test_telling_many_takes_as_many_queries_as_telling_few(cast: Cast, by_mail: bool) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            a_notice(cast, by_mail=by_mail)
        return len(seen)

    cost()  # asks for Stefan's role, which is remembered
    few = cost()
    for number in range(30):
        _a_neighbour(cast, number)
    assert cost() == few
    assert len(told()) == 1 + 1 + 31


def _a_neighbour(cast: Cast, number: int) -> None:
    email = f"nachbarin{number}@example.org"
    person = Person.objects.create(
        company=cast.linde,
        user=User.objects.create(email=email),
        first_name="Nora",
        last_name=str(number),
        email=email,
    )
    Occupancy.objects.create(
        company=cast.linde,
        person=person,
        unit=cast.annas_flat,
        role=Occupancy.Role.TENANT,
        starts_on=timezone.localdate(),
    )
