"""Notifications as JSON."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import api_door, stranger
from tests.notifications.parcels import tell

LIST = "/api/v1/notifications/"

pytestmark = pytest.mark.usefixtures("kinds")


def test_anna_reads_her_notifications_newest_first(cast: Cast) -> None:
    tell(cast.gartenhof, cast.person(cast.anna))
    tell(cast.lindenstrasse, cast.person(cast.anna))
    rows = api_door(cast.anna, cast.linde).get(LIST).json()["results"]
    assert rows[0]["title"] == "A parcel lies at Lindenstraße 12"
    # She holds nothing at the other property: its name is not told.
    assert (rows[1]["path"], rows[1]["text"]) == ("", "")
    assert "Gartenhof" not in rows[1]["title"]
    assert rows[0]["path"] == f"/liegenschaften/{cast.lindenstrasse.uuid}/"
    assert rows[0]["target_id"] == str(cast.lindenstrasse.uuid)
    assert rows[0]["read_at"] is None


def test_reading_one_marks_nothing_and_marking_is_a_post(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    tell(cast.lindenstrasse, cast.person(cast.anna))
    anna = api_door(cast.anna, cast.linde)
    one = anna.get(LIST).json()["results"][0]
    assert anna.get(f"{LIST}{one['id']}/").json() == one
    assert anna.get(f"{LIST}unread/").json() == {"unread": 2}
    assert anna.get(f"{LIST}{one['id']}/read/").status_code == 405
    assert anna.post(f"{LIST}{one['id']}/read/").json()["read_at"] is not None
    assert anna.get(f"{LIST}unread/").json() == {"unread": 1}
    assert anna.post(f"{LIST}read-all/").json() == {"unread": 0}


def test_a_foreign_notification_is_answered_like_one_that_never_was(cast: Cast) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    uuid = Notification.objects.get().uuid
    for user, company in ((cast.maria, cast.linde), (cast.clara, cast.kastanie)):
        client = api_door(user, company)
        for path in ("{}/", "{}/read/"):
            method = client.post if path.endswith("read/") else client.get
            foreign, never = method(LIST + path.format(uuid)), method(LIST + path.format(uuid4()))
            assert foreign.status_code == never.status_code == 404
            assert foreign.content == never.content


def test_a_stranger_reads_nothing(cast: Cast) -> None:
    assert stranger(cast.linde).get(LIST).status_code == 403


def test_the_list_asks_the_database_as_often_for_20_rows_as_for_2(cast: Cast) -> None:
    anna = api_door(cast.anna, cast.linde)
    counts = []
    for size in (2, 18):
        for _ in range(size):
            tell(cast.lindenstrasse, cast.person(cast.anna))
        with CaptureQueriesContext(connection) as queries:
            anna.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
