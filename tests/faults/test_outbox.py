"""A worker that is killed, a broker that is stopped: every reply is told exactly once."""

import threading
from collections import Counter
from collections.abc import Callable
from statistics import median
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from celery import Celery
from django.db import connection

from cases.models import Case
from portal.demo.cast import Cast
from portal.notifications.delivery import sweep
from portal.notifications.models import Delivery, Notification
from tests.doors import api_door
from tests.faults.workers import PATIENCE_SECONDS, Workers, wait_until
from tests.mailserver import MailServer
from tests.required import missing
from tests.stories import annas_case

State = Delivery.State

# Other processes look at the same rows, so they must really be written.
pytestmark = pytest.mark.django_db(transaction=True)


class Accident:
    """Kills the worker while the mail server has a certain mail in its hands."""

    def __init__(self, at_mail: int) -> None:
        self._left = at_mail
        self.happens = threading.Event()
        self.is_over = threading.Event()

    def __call__(self, address: str) -> None:
        self._left -= 1
        if self._left == 0:
            self.happens.set()
            self.is_over.wait(PATIENCE_SECONDS)


def test_a_worker_killed_between_two_mails_loses_none_and_doubles_none(
    cast: Cast, workers: Workers, mail_server: MailServer, let_time_pass: Callable[[], Any]
) -> None:
    case = annas_case(cast)
    _reply(cast, case, times=6)
    mail_server.answer_to_recipient = accident = Accident(at_mail=4)
    # With one thread the mails before are noted by now; a second one might be about to.
    worker = workers.start(threads=1)
    assert accident.happens.wait(PATIENCE_SECONDS), workers.log.read_text()
    workers.kill(worker)
    accident.is_over.set()
    assert Delivery.objects.filter(state=State.SENDING).count() >= 1
    assert Delivery.objects.filter(state=State.PENDING).exists()
    let_time_pass()
    workers.start()
    _wait_for_the_post()
    _every_reply_is_told_once(cast, times=6)
    assert set(_copies(mail_server).values()) == {1}


def test_a_worker_killed_before_it_could_note_a_mail_sends_that_one_again_and_no_other(
    cast: Cast, workers: Workers, mail_server: MailServer, let_time_pass: Callable[[], Any]
) -> None:
    case = annas_case(cast)
    _reply(cast, case, times=3)
    accident = Accident(at_mail=2)
    mail_server.after_arrival = accident
    worker = workers.start(threads=1)
    assert accident.happens.wait(PATIENCE_SECONDS), workers.log.read_text()
    workers.kill(worker)
    accident.is_over.set()
    let_time_pass()
    workers.start()
    _wait_for_the_post()
    _every_reply_is_told_once(cast, times=3)
    doubled = [message_id for message_id, copies in _copies(mail_server).items() if copies != 1]
    assert doubled == [mail_server.mails[1]["Message-ID"]]
    assert _copies(mail_server)[doubled[0]] == 2


def test_a_broker_stopped_during_twenty_replies_loses_none_and_slows_no_page(
    cast: Cast,
    workers: Workers,
    mail_server: MailServer,
    broker: Callable[[str], Celery],
    free_port: int,
) -> None:
    case = annas_case(cast)
    broker(workers.broker_url)
    _reply(cast, case, times=10)
    broker(f"redis://127.0.0.1:{free_port}/0")
    seconds = _reply(cast, case, times=10)
    # Of the usual one: what a busy machine does to a single one is not the broker's doing.
    assert median(seconds) < 2
    assert not Delivery.objects.exclude(state=State.PENDING).exists()
    workers.start()
    _wait_for_the_post()
    _every_reply_is_told_once(cast, times=20)
    assert set(_copies(mail_server).values()) == {1}
    mine = [m["Message-ID"] for m in mail_server.mails if m["To"] == "anna@example.org"]
    assert mine == list(_annas().values_list("message_id", flat=True))


def test_a_database_that_goes_away_after_a_mail_was_taken_does_not_double_it(
    cast: Cast, mail_server: MailServer
) -> None:
    if connection.vendor != "postgresql":
        missing("postgresql", "SQLite has no server that could go away")
    annas_case(cast)

    def cut_all_lines(address: str) -> None:
        with connection.cursor() as cursor:  # this thread's own
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()

    mail_server.after_arrival = cut_all_lines
    sweep()
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.SENT, 1)}
    assert set(_copies(mail_server).values()) == {1}


def _reply(cast: Cast, case: Case, times: int) -> list[float]:
    """Stefan answers through the API; how long each answer took."""
    stefan = api_door(cast.stefan, cast.linde)
    seconds = []
    for number in range(times):
        began = monotonic()
        answer = stefan.post(
            f"/api/v1/cases/{case.uuid}/messages/",
            {"body": f"Antwort {number}", "submission_key": str(uuid4())},
        )
        assert answer.status_code == 201, answer.content
        seconds.append(monotonic() - began)
    return seconds


def _annas() -> Any:
    rows = Delivery.objects.filter(notification__recipient_person__user__email="anna@example.org")
    return rows.order_by("pk")


def _wait_for_the_post() -> None:
    wait_until(lambda: not Delivery.objects.exclude(state=State.SENT).exists(), "all mails sent")


def _every_reply_is_told_once(cast: Cast, times: int) -> None:
    """In the portal, and by one mail each."""
    told = Notification.objects.in_portal(cast.anna, cast.linde).filter(kind="case_replied")
    messages = [row.data["message"] for row in told]
    assert len(messages) == len(set(messages)) == times
    assert Delivery.objects.filter(notification__in=told, state=State.SENT).count() == times


def _copies(mail_server: MailServer) -> Counter[str]:
    """How often each mail of the outbox has arrived."""
    copies = Counter(str(m["Message-ID"]) for m in mail_server.mails)
    assert set(copies) == set(Delivery.objects.values_list("message_id", flat=True))
    return copies
