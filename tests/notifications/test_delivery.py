"""Sending: to whom, how, in which order, and each mail once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.utils import parseaddr
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from portal.demo.cast import Cast
from portal.notifications.delivery import LEASE, deliver, sweep
from portal.notifications.models import Delivery, Notification, Reason
from portal.notifications.registry import Kind
from portal.people.models import Occupancy, Person
from tests.mailserver import MailServer
from tests.notifications.parcels import parcel, tell

State = Delivery.State
Kinds = Callable[[Kind], None]

pytestmark = pytest.mark.usefixtures("kinds")


def test_a_bell_sends_the_mail_once_however_often_it_rings(cast: Cast) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.person(cast.anna))
    deliver(delivery.pk)
    deliver(delivery.pk)
    assert [m.to for m in mail.outbox] == [["anna@example.org"]]
    delivery.refresh_from_db()
    assert delivery.state == State.SENT
    assert delivery.sent_at is not None


def test_a_bell_for_a_row_that_is_gone_does_nothing(cast: Cast) -> None:
    deliver(4711)
    assert mail.outbox == []


def test_the_sweep_finds_what_no_bell_announced(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna), cast.stefan)
    sweep()
    assert {m.to[0] for m in mail.outbox} == {"anna@example.org", "stefan@example.org"}
    sweep()
    assert len(mail.outbox) == 2


def test_the_mail_comes_from_the_company_and_no_machine_answers_it(cast: Cast) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.person(cast.anna))
    sweep()
    message = mail.outbox[0].message()
    assert parseaddr(message["From"])[0] == "Hausverwaltung Linde"
    assert message["Reply-To"] == "service@linde.example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == delivery.message_id
    assert message.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize(
    ("language", "subject"),
    [("de", "Heute: A parcel"), ("en", "Today: A parcel")],
)
def test_the_mail_speaks_the_recipients_language(cast: Cast, language: str, subject: str) -> None:
    Person.objects.filter(user=cast.anna).update(language=language)
    tell(cast.lindenstrasse, cast.person(cast.anna))
    sweep()
    assert mail.outbox[0].subject == subject
    assert mail.outbox[0].extra_headers["Content-Language"] == language


def test_a_line_break_in_a_subject_smuggles_in_no_header(cast: Cast) -> None:
    subject = "Heizung\r\nBcc: evil@example.net\r\n\r\nHello"
    tell(cast.lindenstrasse, cast.person(cast.anna), subject=subject)
    sweep()
    message = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert "Bcc: evil@example.net" in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["anna@example.org"]


def test_markup_in_a_subject_stays_text_in_the_html_part(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna), subject="<a href=//evil.example>x</a>")
    sweep()
    html = mail.outbox[0].alternatives[0].content
    assert "<a href=//evil" not in html
    assert "&lt;a href=//evil" in html


def test_who_moved_out_before_it_was_sent_gets_no_mail(cast: Cast) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.person(cast.anna))
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Occupancy.objects.filter(person__user=cast.anna).update(ends_on=yesterday)
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.NO_RIGHT)
    assert mail.outbox == []


def test_a_login_that_was_shut_gets_no_mail(cast: Cast) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.stefan)
    cast.stefan.is_active = False
    cast.stefan.save()
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.NO_RIGHT)


def test_a_letter_whose_matter_is_gone_is_not_needed(cast: Cast, kinds: Kinds) -> None:
    kinds(parcel("gone", load=lambda notification: None))
    (delivery,) = tell(cast.lindenstrasse, cast.stefan, kind="gone")
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.GONE)


def test_an_outdated_letter_is_not_sent(cast: Cast, kinds: Kinds) -> None:
    kinds(parcel("old", is_obsolete=lambda notification, target: True))
    (delivery,) = tell(cast.lindenstrasse, cast.stefan, kind="old")
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.OBSOLETE)
    assert mail.outbox == []


def test_one_recipients_mails_leave_in_the_order_they_were_written(cast: Cast) -> None:
    anna = cast.person(cast.anna)
    for number in range(5):
        last = tell(cast.lindenstrasse, anna, subject=f"No. {number}")[0]
    deliver(last.pk)
    assert [m.subject[-5:] for m in mail.outbox] == [f"No. {n}" for n in range(5)]


def test_a_mail_waits_while_another_worker_sends_an_earlier_one(cast: Cast) -> None:
    anna = cast.person(cast.anna)
    (earlier,) = tell(cast.lindenstrasse, anna)
    (later,) = tell(cast.lindenstrasse, anna)
    _claimed_by_somebody(earlier)
    sweep()
    assert mail.outbox == []
    Delivery.objects.filter(pk=earlier.pk).update(state=State.SENT)
    sweep()
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [later.message_id]


def test_a_claimed_mail_is_left_alone_until_its_worker_counts_as_dead(
    cast: Cast, let_time_pass: Callable[[], Any]
) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.stefan)
    _claimed_by_somebody(delivery)
    sweep()
    assert mail.outbox == []
    let_time_pass()
    sweep()
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [delivery.message_id]


def test_a_mail_that_kills_its_worker_each_time_is_parked(
    cast: Cast, let_time_pass: Callable[[], Any]
) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.stefan)
    _claimed_by_somebody(delivery, attempts=5)
    let_time_pass()
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.FAILED, Reason.CRASHED)


def test_a_worker_that_was_taken_for_dead_does_not_send_what_the_next_one_has_sent(
    cast: Cast, kinds: Kinds
) -> None:
    def take_ages(notification: Notification, target: Any) -> dict[str, Any]:
        # Meanwhile the claim has run out, and somebody else has sent it.
        notification.deliveries.update(state=State.SENT, attempts=2)
        return {"place": target}

    kinds(parcel("slow", context=take_ages))
    (delivery,) = tell(cast.lindenstrasse, cast.stefan, kind="slow")
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.SENT, 2)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_outbox_send_each_mail_once(
    cast: Cast, mail_server: MailServer
) -> None:
    people = [cast.person(cast.anna), cast.stefan, cast.maria]
    for _ in range(40):
        tell(cast.lindenstrasse, *people)
    expected = set(Delivery.objects.values_list("message_id", flat=True))
    together = Barrier(4)

    def work() -> None:
        together.wait()
        try:
            while Delivery.objects.exclude(state=State.SENT).exists():
                sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for worker in [pool.submit(work) for _ in range(4)]:
            worker.result()
    assert sorted(m["Message-ID"] for m in mail_server.mails) == sorted(expected)
    assert len(expected) == 120


def _claimed_by_somebody(delivery: Delivery, attempts: int = 1) -> None:
    now = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.SENDING, attempts=attempts, claimed_at=now, next_attempt_at=now + LEASE
    )
