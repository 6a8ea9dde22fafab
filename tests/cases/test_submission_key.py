"""A form that is sent again, by a double click or after a lost answer, counts once (CC-01)."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.actions import change_status, reply
from cases.models import Attachment, Case, CaseMessage
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.notifications.models import Notification
from tests.stories import annas_case, answer, picture


def test_a_repeated_report_is_the_same_case_and_tells_nobody_again(cast: Cast) -> None:
    key = uuid4()
    first = annas_case(cast, submission_key=key)
    told = Notification.objects.count()
    assert annas_case(cast, submission_key=key, subject="Anders") == first
    assert Notification.objects.count() == told
    assert Case.objects.get().subject == "Heizkörper bleibt kalt"


def test_a_repeated_answer_is_the_same_message_even_after_closing(cast: Cast) -> None:
    case, key = annas_case(cast), uuid4()
    first = reply(user=cast.anna, case=case, body="Danke.", submission_key=key)
    told = Notification.objects.count()
    assert reply(user=cast.anna, case=case, body="Danke.", submission_key=key) == first
    assert Notification.objects.count() == told
    change_status(user=cast.stefan, case=case, status="resolved")
    change_status(user=cast.stefan, case=case, status="closed")
    assert reply(user=cast.anna, case=case, body="Danke.", submission_key=key) == first


def test_somebody_elses_same_key_is_another_message(cast: Cast) -> None:
    case, key = annas_case(cast), uuid4()
    reply(user=cast.anna, case=case, body="Von Anna.", submission_key=key)
    reply(user=cast.stefan, case=case, body="Von Stefan.", submission_key=key)
    assert CaseMessage.objects.filter(submission_key=key).count() == 2


def test_a_key_used_in_another_case_is_refused_not_mixed_up(cast: Cast) -> None:
    key = uuid4()
    reply(user=cast.anna, case=annas_case(cast), body="Eins.", submission_key=key)
    other = annas_case(cast)
    with pytest.raises(ValidationError) as refused:
        reply(user=cast.anna, case=other, body="Zwei.", submission_key=key)
    assert list(refused.value.message_dict) == ["submission_key"]
    assert other.messages.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_reports_with_one_key_are_one_case(cast: Cast) -> None:
    key = uuid4()

    def report(_n: int) -> UUID:
        try:
            files = uploads.check([picture()])
            return annas_case(cast, submission_key=key, files=files).uuid
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(report, range(20)))
    assert found == {Case.objects.get().uuid}
    assert Attachment.objects.count() == 1
    assert Notification.objects.filter(kind="case_received").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_answers_with_one_key_are_one_message(cast: Cast) -> None:
    case, key = annas_case(cast), uuid4()

    def write(_n: int) -> UUID:
        try:
            return reply(user=cast.stefan, case=case, body="Ja.", submission_key=key).uuid
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(write, range(20)))
    assert found == {CaseMessage.objects.get(body="Ja.").uuid}
    assert Notification.objects.filter(kind="case_replied").count() == 1
    assert case.events.filter(kind="status").count() == 1


def test_an_answer_and_its_status_come_once_each_in_the_history(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    answer(case, cast.stefan)
    assert [e.kind for e in case.events.all()] == ["opened", "replied", "status", "replied"]
