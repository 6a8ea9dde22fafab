"""Staff write, put up, change and take down in the admin; nobody else gets in."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.announcements.actions import mark_read
from portal.announcements.models import Announcement
from portal.demo.cast import Cast
from portal.notifications.models import Delivery, Notification
from portal.people.models import Person
from portal.properties.models import Building
from tests.doors import door
from tests.pages import soup, words
from tests.stories import a_notice


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    """The form as Stefan fills it in."""
    now = timezone.localtime()
    return {
        "title": "Wartung der Heizung",
        "body": "Guten Tag,\n\nam Dienstag wird gewartet.",
        "properties": [cast.lindenstrasse.pk],
        "buildings": [],
        "audience": "everyone",
        "starts_at": now.strftime("%Y-%m-%d %H:%M"),
        "ends_at": (now + timedelta(days=7)).strftime("%Y-%m-%d %H:%M"),
        **changes,
    }


def add(client: Client, data: dict[str, Any]) -> Any:
    return client.post(reverse("announcement:add"), data)


def page_of(notice: Announcement, view: str = "inspect") -> str:
    return reverse(f"announcement:{view}", args=[notice.pk])


def test_a_clerk_writes_a_notice_and_puts_it_up_at_once(cast: Cast) -> None:
    answer = add(door(cast.stefan, cast.linde), form(cast, publish="on", pinned="on"))
    notice = Announcement.objects.get()
    assert answer["Location"] == page_of(notice)
    assert (notice.created_by, notice.pinned, notice.by_mail) == (cast.stefan, True, False)
    assert [n.recipient_person.user for n in Notification.objects.all()] == [cast.anna]
    assert not Delivery.objects.exists()


def test_without_the_tick_it_is_a_draft_until_the_question_is_answered(cast: Cast) -> None:
    stefan = door(cast.stefan, cast.linde)
    add(stefan, form(cast, by_mail="on"))
    notice = Announcement.objects.get()
    assert not Notification.objects.exists()
    asked = stefan.get(page_of(notice, "publish"))
    assert "Er erreicht eine Person im Portal." in words(asked)
    assert not Notification.objects.exists()
    stefan.post(page_of(notice, "publish"))
    assert Delivery.objects.count() == 1
    assert door(cast.anna, cast.linde).get(f"/aushang/{notice.uuid}/").status_code == 200


def test_a_manager_changes_it_and_the_history_says_so(cast: Cast) -> None:
    maria, notice = door(cast.maria, cast.linde), a_notice(cast)
    changed = form(cast, title="Wartung am Mittwoch", properties=[cast.parkstrasse.pk])
    assert maria.post(page_of(notice, "edit"), changed)["Location"] == page_of(notice)
    notice.refresh_from_db()
    assert notice.title == "Wartung am Mittwoch"
    assert list(notice.properties.all()) == [cast.parkstrasse]
    assert notice.is_published
    assert "Maria Lenz" in words(maria.get(page_of(notice, "history")), "main")


def test_taking_down_asks_first_and_is_a_post(cast: Cast) -> None:
    stefan, notice = door(cast.stefan, cast.linde), a_notice(cast)
    assert stefan.get(page_of(notice, "withdraw")).status_code == 200
    notice.refresh_from_db()
    assert notice.is_current
    stefan.post(page_of(notice, "withdraw"))
    assert door(cast.anna, cast.linde).get(f"/aushang/{notice.uuid}/").status_code == 404
    assert "Zurückgezogen" in words(stefan.get(page_of(notice)))


def test_what_is_over_cannot_be_put_up_without_a_later_end(cast: Cast) -> None:
    now = timezone.now()
    past = {"starts_at": now - timedelta(days=3), "ends_at": now - timedelta(days=1)}
    draft = a_notice(cast, published=False, **past)
    stefan = door(cast.stefan, cast.linde)
    answer = stefan.post(page_of(draft, "publish"), follow=True)
    assert "Der Zeitraum ist vorbei." in words(answer, "body")
    draft.refresh_from_db()
    assert draft.published_at is None


def test_nor_by_the_tick_of_the_form(cast: Cast) -> None:
    typed = form(cast, publish="on", starts_at="2025-01-02 08:00", ends_at="2025-01-03 08:00")
    answer = add(door(cast.stefan, cast.linde), typed)
    assert list(answer.context["form"].errors) == ["ends_at"]
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"body": ""}, "body"),
        ({"properties": []}, "properties"),
        ({"audience": "nobody"}, "audience"),
        ({"ends_at": "2020-01-01 08:00"}, "ends_at"),
        ({"ends_at": ""}, "ends_at"),
        ({"starts_at": "gestern"}, "starts_at"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    answer = add(door(cast.stefan, cast.linde), form(cast, **changes))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Announcement.objects.exists()


def test_buildings_must_lie_in_the_chosen_properties(cast: Cast) -> None:
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    answer = add(door(cast.stefan, cast.linde), form(cast, buildings=[garage.pk]))
    assert list(answer.context["form"].errors) == ["buildings"]


def test_another_companys_rows_are_no_choice(cast: Cast) -> None:
    foreign = {
        "properties": [cast.kastanienallee.pk],
        "buildings": [Building.objects.of(cast.kastanie).first().pk],
    }
    stefan = door(cast.stefan, cast.linde)
    for field, value in foreign.items():
        assert field in add(stefan, form(cast, **{field: value})).context["form"].errors
    notice = a_notice(cast)
    for path in (
        reverse("announcement:add"),
        page_of(notice, "edit"),
        reverse("announcement:index"),
    ):
        assert "Kastanienallee" not in stefan.get(path).content.decode()


def test_nobody_else_finds_the_notices_in_the_admin(cast: Cast) -> None:
    notice = a_notice(cast)
    paths = [reverse("announcement:index"), reverse("announcement:add")]
    views = ("inspect", "edit", "history", "publish", "withdraw")
    paths += [page_of(notice, view) for view in views]
    for user in (cast.anna, cast.ben, cast.eva):
        assert {door(user, cast.linde).get(path).status_code for path in paths} == {404}
        assert door(user, cast.linde).post(page_of(notice, "withdraw")).status_code == 404
    kai = door(cast.kai, cast.kastanie)
    assert {kai.get(path).status_code for path in paths[2:]} == {404}
    for view in ("edit", "publish", "withdraw"):
        assert kai.post(page_of(notice, view), form(cast)).status_code == 404
    assert notice.title not in words(kai.get(paths[0]))
    stefan = door(cast.stefan, cast.linde)
    assert {stefan.get(path).status_code for path in paths} == {200}
    notice.refresh_from_db()
    assert notice.is_current


def test_a_notice_is_not_deleted(cast: Cast) -> None:
    notice = a_notice(cast)
    path = reverse("announcement:index") + f"delete/{notice.pk}/"
    assert door(cast.maria, cast.linde).post(path).status_code == 404


def test_its_page_says_who_has_read_it_and_who_needs_it_on_paper(cast: Cast) -> None:
    notice = a_notice(cast, properties=[cast.lindenstrasse, cast.gartenhof])
    mark_read(user=cast.anna, announcement=notice)
    Person.objects.filter(user=cast.ben).update(user=None)
    shown = words(door(cast.stefan, cast.linde).get(page_of(notice)))
    assert "gelesen von 1 von 1" in shown
    assert "Eine Person hat keinen Zugang zum Portal" in shown
    assert "Anna Berger" in shown


def test_the_list_shows_period_audience_and_readers_without_a_query_per_row(cast: Cast) -> None:
    stefan = door(cast.stefan, cast.linde)
    costs = []
    for more in (2, 18):
        for _number in range(more):
            notice = a_notice(cast, properties=[cast.lindenstrasse, cast.gartenhof])
        with CaptureQueriesContext(connection) as seen:
            page = stefan.get(reverse("announcement:index"))
        costs.append(len(seen))
    assert costs[0] == costs[1]
    mark_read(user=cast.ben, announcement=notice)
    shown = words(stefan.get(reverse("announcement:index")))
    assert "gelesen von 1 von 2" in shown
    assert "gelesen von 0 von 2" in shown
    assert "Alle Eigentümer:innen und Mieter:innen" in shown
    assert timezone.localtime(notice.ends_at).strftime("%Y") in words(page)
    assert len(soup(page).select("tbody tr")) == 20


def test_the_list_is_narrowed_by_property_and_exported(cast: Cast) -> None:
    a_notice(cast)
    a_notice(cast, title="Hof gesperrt", properties=[cast.gartenhof])
    stefan, listing = door(cast.stefan, cast.linde), reverse("announcement:index")
    shown = words(stefan.get(listing, {"properties": cast.gartenhof.pk}), "tbody")
    assert "Hof gesperrt" in shown
    assert "Wartung" not in shown
    exported = stefan.get(listing, {"export": "csv"})
    assert "Hof gesperrt" in b"".join(exported.streaming_content).decode()
