"""Mail servers that refuse or ask to wait, and letters that cannot be written."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import requests
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused, AnymailRequestsAPIError
from django.conf import Settings
from django.core import mail
from django.utils import timezone

from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.notifications.delivery import pause_after, sweep
from portal.notifications.faults import Result, outcome_of
from portal.notifications.models import Delivery, Notification, Reason
from portal.notifications.registry import Kind
from tests.mailserver import MailServer
from tests.notifications.parcels import parcel, tell


def _api_error(status: int) -> AnymailRequestsAPIError:
    response = requests.Response()
    response.status_code = status
    return AnymailRequestsAPIError(response=response)


State = Delivery.State
Kinds = Callable[[Kind], None]
TimePasses = Callable[[], Any]

pytestmark = pytest.mark.usefixtures("kinds")


def test_a_server_that_asks_to_wait_is_asked_again_and_gets_each_mail_once(
    cast: Cast, mail_server: MailServer, let_time_pass: TimePasses
) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna), cast.stefan)
    mail_server.answer_to_recipient = lambda address: "421 too busy"
    sweep()
    assert set(Delivery.objects.values_list("state", "reason", "error")) == {
        (State.PENDING, Reason.NO_SERVER, "421 too busy")
    }
    sweep()
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}
    mail_server.answer_to_recipient = lambda address: None
    let_time_pass()
    sweep()
    assert set(Delivery.objects.values_list("state", "reason")) == {(State.SENT, "")}
    assert sorted(m["To"] for m in mail_server.mails) == ["anna@example.org", "stefan@example.org"]


def test_a_refused_recipient_is_given_up_at_once_and_staff_read_why(
    cast: Cast, mail_server: MailServer
) -> None:
    mail_server.answer_to_recipient = lambda address: (
        "550 5.1.1 no such mailbox" if address.startswith("anna") else None
    )
    tell(cast.lindenstrasse, cast.person(cast.anna), cast.stefan)
    sweep()
    failed = Delivery.objects.get(state=State.FAILED)
    assert (failed.reason, failed.error) == (Reason.REFUSED, "550 5.1.1 no such mailbox")
    assert failed.attempts == 1
    assert [m["To"] for m in mail_server.mails] == ["stefan@example.org"]


def test_a_refused_text_is_given_up_at_once(cast: Cast, mail_server: MailServer) -> None:
    mail_server.answer_to_text = lambda address: "554 not with us"
    (delivery,) = tell(cast.lindenstrasse, cast.stefan)
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (State.FAILED, "554 not with us")


def test_while_no_server_answers_only_one_mail_of_the_round_finds_out(
    cast: Cast, settings: Settings, free_port: int
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    tell(cast.lindenstrasse, cast.person(cast.anna), cast.stefan, cast.maria)
    sweep()
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    tried = Delivery.objects.get(attempts=1)
    assert (tried.state, tried.error) == (State.PENDING, "ConnectionRefusedError")


def test_a_mail_server_may_be_away_for_three_days(
    cast: Cast, settings: Settings, free_port: int, let_time_pass: TimePasses
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    (delivery,) = tell(cast.lindenstrasse, cast.stefan)
    waited, attempts = timedelta(0), 0
    while (delivery.state, attempts) == (State.PENDING, delivery.attempts):
        let_time_pass()
        before = timezone.now()
        sweep()
        delivery.refresh_from_db()
        attempts += 1
        waited += delivery.next_attempt_at - before
    assert delivery.state == State.FAILED
    assert timedelta(days=3) < waited < timedelta(days=4)


def test_the_pauses_grow_from_half_a_minute_to_an_hour() -> None:
    assert [pause_after(n).total_seconds() for n in (1, 2, 3, 7, 8, 500)] == [
        30,
        60,
        120,
        1920,
        3600,
        3600,
    ]


@pytest.mark.parametrize(
    ("changes", "reason", "detail"),
    [
        ({"template": "tests/torn"}, Reason.BROKEN, "TemplateDoesNotExist"),
        ({"template": "tests/nowhere"}, Reason.BROKEN, "TemplateDoesNotExist"),
        ({"context": lambda n, t: 1 / 0}, Reason.BROKEN, "ZeroDivisionError in test_faults.py:"),
    ],
)
def test_a_letter_that_cannot_be_written_holds_up_nobody_and_is_parked(
    cast: Cast,
    kinds: Kinds,
    let_time_pass: TimePasses,
    changes: dict[str, Any],
    reason: Reason,
    detail: str,
) -> None:
    kinds(parcel("poison", **changes))
    (poison,) = tell(cast.lindenstrasse, cast.stefan, kind="poison")
    tell(cast.lindenstrasse, cast.stefan, cast.maria, cast.person(cast.anna))
    sweep()
    assert len(mail.outbox) == 3
    for _ in range(10):
        let_time_pass()
        sweep()
    poison.refresh_from_db()
    assert (poison.state, poison.attempts, poison.reason) == (State.FAILED, 5, reason)
    assert poison.error.startswith(detail)
    assert len(mail.outbox) == 3


def test_a_kind_that_no_room_registers_any_more_is_parked(
    cast: Cast, let_time_pass: TimePasses
) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.stefan)
    Notification.objects.update(kind="of_another_time")
    for _ in range(5):
        let_time_pass()
        sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.FAILED, Reason.UNKNOWN_KIND)


def test_an_address_that_is_none_is_given_up_at_once(cast: Cast) -> None:
    (delivery,) = tell(cast.lindenstrasse, cast.stefan)
    User.objects.filter(pk=cast.stefan.pk).update(email="stefan@@example.org, evil@example.net")
    sweep()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.FAILED, Reason.BAD_ADDRESS)
    assert mail.outbox == []


def test_logs_tell_the_row_and_never_what_the_letter_says(
    cast: Cast, kinds: Kinds, caplog: pytest.LogCaptureFixture
) -> None:
    def quote(notification: Notification, target: Any) -> dict[str, Any]:
        raise ValueError(notification.data["subject"])

    kinds(parcel("poison", context=quote))
    (delivery,) = tell(cast.lindenstrasse, cast.stefan, kind="poison", subject="DE02120300000000")
    with caplog.at_level(logging.DEBUG):
        sweep()
    delivery.refresh_from_db()
    assert f"Delivery {delivery.pk}: ValueError" in caplog.text
    assert "DE0212" not in caplog.text + delivery.error


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (AnymailRecipientsRefused(), Result.REFUSED),
        (_api_error(400), Result.REFUSED),
        (_api_error(401), Result.TEMPORARY),
        (_api_error(429), Result.TEMPORARY),
        (_api_error(503), Result.TEMPORARY),
        (AnymailAPIError("no answer"), Result.TEMPORARY),
    ],
)
def test_a_providers_answer_is_understood(error: Exception, result: Result) -> None:
    assert outcome_of(error).result == result
