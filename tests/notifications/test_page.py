"""The page of notifications: read, follow, mark; and the bell's count."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.demo.cast import Cast
from portal.notifications.models import Notification
from portal.people.models import Occupancy, Person
from tests.doors import door, stranger
from tests.notifications.parcels import tell

PAGE = "/benachrichtigungen/"

pytestmark = pytest.mark.usefixtures("kinds")


def test_anna_reads_what_happened_and_follows_it(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    anna = door(cast.anna, cast.linde)
    page = anna.get(PAGE)
    assert "A parcel lies at Lindenstraße 12" in page.content.decode()
    assert 'class="row unread"' in page.content.decode()
    target = re.search(r'formaction="([^"]+)"', page.content.decode())
    answer = anna.post(target[1])
    assert answer["Location"] == f"/liegenschaften/{cast.lindenstrasse.uuid}/"
    assert Notification.objects.get().read_at is not None
    assert "unread" not in re.findall(r'<li class="row[^"]*"', anna.get(PAGE).content.decode())[0]


def test_looking_at_the_page_changes_nothing(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    notification = Notification.objects.get()
    anna = door(cast.anna, cast.linde)
    anna.get(PAGE)
    anna.get(reverse("notifications:unread"))
    assert anna.get(reverse("notifications:read", args=[notification.uuid])).status_code == 405
    assert anna.get(reverse("notifications:read-all")).status_code == 405
    notification.refresh_from_db()
    assert notification.read_at is None


def test_all_are_marked_as_read_and_nobody_elses(cast: Cast) -> None:
    for _ in range(3):
        tell(cast.lindenstrasse, cast.person(cast.anna), cast.stefan)
    anna = door(cast.anna, cast.linde)
    anna.post(reverse("notifications:read-all"))
    assert anna.get(reverse("notifications:unread")).json()["unread"] == 0
    assert Notification.objects.filter(recipient_user=cast.stefan, read_at=None).count() == 3


def test_marking_without_the_forms_token_is_refused(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    anna = door(cast.anna, cast.linde)
    anna.handler.enforce_csrf_checks = True
    assert anna.post(reverse("notifications:read-all")).status_code == 403
    assert Notification.objects.filter(read_at=None).count() == 1


def test_annas_notification_is_not_there_for_anybody_else(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    path = reverse("notifications:read", args=[Notification.objects.get().uuid])
    never = reverse("notifications:read", args=[uuid4()])
    for user, company in ((cast.ben, cast.linde), (cast.maria, cast.linde)):
        client = door(user, company)
        assert "A parcel" not in client.get(PAGE).content.decode()
        assert client.post(path).status_code == client.post(never).status_code == 404
    clara = door(cast.clara, cast.kastanie)
    assert clara.post(path).status_code == 404
    assert Notification.objects.get().read_at is None


def test_a_resident_of_two_companies_reads_at_each_what_is_of_that_company(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    elsewhere = Person.objects.create(
        company=cast.kastanie, user=cast.anna, last_name="Berger", email="anna@example.org"
    )
    tell(cast.kastanienallee, elsewhere)
    assert door(cast.anna, cast.linde).get(reverse("notifications:unread")).json()["unread"] == 1
    page = door(cast.anna, cast.linde).get(PAGE).content.decode()
    there = Notification.objects.get(company=cast.kastanie)
    assert str(there.uuid) not in page
    path = reverse("notifications:read", args=[there.uuid])
    assert door(cast.anna, cast.linde).post(path).status_code == 404
    assert door(cast.anna, cast.kastanie).post(path).status_code == 302


def test_what_one_may_not_see_any_more_is_told_without_its_name(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    Occupancy.objects.filter(person__user=cast.anna).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    anna = door(cast.anna, cast.linde)
    page = anna.get(PAGE).content.decode()
    assert 'class="row unread"' in page
    assert "A parcel lies" not in page
    path = reverse("notifications:read", args=[Notification.objects.get().uuid])
    assert anna.post(path)["Location"] == PAGE
    assert Notification.objects.get().read_at is not None


def test_the_bell_counts_to_99_and_says_so_to_who_asks_again(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    anna = door(cast.anna, cast.linde)
    first = anna.get(reverse("notifications:unread"))
    assert first.json() == {"unread": 1, "text": "1"}
    again = anna.get(reverse("notifications:unread"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    _many(cast, 120)
    now = anna.get(reverse("notifications:unread"), headers={"If-None-Match": first["ETag"]})
    assert now.json() == {"unread": 100, "text": "99+"}


def test_walking_all_pages_shows_each_notification_once(cast: Cast) -> None:
    _many(cast, 60)
    anna = door(cast.anna, cast.linde)
    path, seen = PAGE, []
    while path:
        page = anna.get(path).content.decode()
        seen += re.findall(r"/benachrichtigungen/([0-9a-f-]{36})/gelesen/", page)
        match = re.search(r'href="([^"]+)" rel="next"', page)
        path = match[1] if match else ""
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("after", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_page_after_nothing_is_not_found(cast: Cast, after: str) -> None:
    assert door(cast.anna, cast.linde).get(PAGE, {"nach": after}).status_code == 404


def test_the_page_asks_the_database_as_often_for_60_rows_as_for_3(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    anna.get(PAGE)
    counts = []
    for size in (3, 57):
        _many(cast, size)
        with CaptureQueriesContext(connection) as queries:
            anna.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_a_stranger_is_sent_to_the_login(cast: Cast) -> None:
    assert stranger(cast.linde).get(PAGE).status_code == 302


def _many(cast: Cast, count: int) -> None:
    person = cast.person(cast.anna)
    now = timezone.now()
    Notification.objects.bulk_create(
        Notification(
            company=cast.linde,
            kind="parcel",
            recipient_person=person,
            target_type="properties.property",
            target_uuid=cast.lindenstrasse.uuid,
            # Several of the same moment: the next page must not lose any.
            created_at=now - timedelta(hours=number // 4),
        )
        for number in range(count)
    )
