"""Who reads a notice: by house, building, right in the unit, company and day."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.access.policies import Action, NotAllowedError
from portal.accounts.models import User
from portal.announcements.actions import (
    change_announcement,
    draft_announcement,
    mark_read,
    publish_announcement,
    withdraw_announcement,
)
from portal.announcements.models import Announcement, AnnouncementRead
from portal.announcements.policies import MARK_READ, announcement_policy
from portal.companies.models import CompanyMismatchError
from portal.demo.cast import Cast
from portal.people.models import Occupancy
from portal.properties.models import Building
from tests.stories import a_notice

CAST = ("anna", "ben", "dora", "clara", "stefan", "maria", "eva", "kai")
STAFF = {"stefan", "maria"}


def readers_of(cast: Cast, notice: Announcement) -> set[str]:
    """Who of the cast sees it; the policy's three questions must give one answer."""
    people = {name: getattr(cast, name) for name in CAST}
    listed = {
        name
        for name, user in people.items()
        if announcement_policy.visible_to(user, notice.company).filter(pk=notice.pk).exists()
    }
    allowed = {n for n, user in people.items() if announcement_policy.may(user, "view", notice)}
    told = {user.first_name.lower() for user in announcement_policy.who_may_see(notice)}
    assert listed == allowed == told
    return listed


def test_a_notice_for_all_is_read_by_those_who_live_there_and_by_staff(cast: Cast) -> None:
    assert readers_of(cast, a_notice(cast)) == {"anna"} | STAFF


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("everyone", {"anna", "ben"}), ("owners", {"ben"}), ("tenants", {"anna"})],
)
def test_owners_and_tenants_are_told_apart(cast: Cast, audience: str, readers: set[str]) -> None:
    houses = [cast.lindenstrasse, cast.gartenhof]
    assert readers_of(cast, a_notice(cast, properties=houses, audience=audience)) == readers | STAFF


def test_a_landlord_reads_what_hangs_for_the_owners(cast: Cast) -> None:
    notice = a_notice(cast, properties=[cast.rosenweg], audience="owners")
    assert readers_of(cast, notice) == {"ben"} | STAFF


def test_a_notice_for_one_building_is_for_nobody_next_door(cast: Cast) -> None:
    next_door = Building.objects.get(property=cast.gartenhof, name="Gartenweg 5")
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    only_there = a_notice(cast, properties=[cast.gartenhof], buildings=[next_door])
    assert readers_of(cast, only_there) == STAFF
    both = a_notice(cast, properties=[cast.gartenhof], buildings=[next_door, garage])
    assert readers_of(cast, both) == {"ben"} | STAFF
    assert announcement_policy.visible_to(cast.ben, cast.linde).filter(pk=both.pk).count() == 1


def test_who_has_moved_out_reads_nothing_new_and_who_moved_in_does(cast: Cast) -> None:
    notice = a_notice(cast)
    held = Occupancy.objects.of_user(cast.dora, cast.linde)
    assert "dora" not in readers_of(cast, notice)
    held.update(ends_on=timezone.localdate() + timedelta(days=3))
    assert "dora" in readers_of(cast, notice)
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        assert "dora" not in readers_of(cast, notice)


def test_the_other_company_sees_nothing_and_has_its_own(cast: Cast) -> None:
    theirs = a_notice(cast, user=cast.kai, company=cast.kastanie, properties=[cast.kastanienallee])
    assert readers_of(cast, theirs) == {"clara", "kai"}


def test_a_shut_login_reads_nothing(cast: Cast) -> None:
    notice = a_notice(cast)
    User.objects.filter(pk__in=[cast.anna.pk, cast.stefan.pk]).update(is_active=False)
    cast.anna.refresh_from_db()
    cast.stefan.refresh_from_db()
    assert readers_of(cast, notice) == {"maria"}


def test_residents_see_a_notice_from_its_beginning_until_a_year_after_its_end(cast: Cast) -> None:
    start = timezone.now() + timedelta(days=2)
    notice = a_notice(cast, starts_at=start, ends_at=start + timedelta(days=7))
    seen = {}
    for days in (0, 3, 9, 9 + 364, 9 + 366):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            seen[days] = "anna" in readers_of(cast, notice)
    assert seen == {0: False, 3: True, 9: True, 373: True, 375: False}


def test_a_draft_and_a_withdrawn_one_are_the_companys_own_affair(cast: Cast) -> None:
    assert readers_of(cast, a_notice(cast, published=False)) == STAFF
    hung = a_notice(cast)
    withdraw_announcement(user=cast.maria, announcement=hung)
    hung.refresh_from_db()
    assert readers_of(cast, hung) == STAFF


def test_only_case_staff_put_up_change_and_take_down(cast: Cast) -> None:
    notice = a_notice(cast)
    fields = {"title": "Anders", "properties": [cast.lindenstrasse]}
    for user in (cast.anna, cast.ben, cast.eva, cast.kai, cast.clara):
        with pytest.raises(NotAllowedError):
            a_notice(cast, user=user)
        with pytest.raises(NotAllowedError):
            publish_announcement(user=user, announcement=notice)
        with pytest.raises(NotAllowedError):
            change_announcement(user=user, announcement=notice, **fields)
        with pytest.raises(NotAllowedError):
            withdraw_announcement(user=user, announcement=notice)
        assert not announcement_policy.may(user, Action.DELETE, notice)
    notice.refresh_from_db()
    assert (notice.title, notice.withdrawn_at) == ("Wartung der Heizung", None)


def test_only_those_it_is_for_confirm_having_read_it(cast: Cast) -> None:
    notice = a_notice(cast)
    for user in (cast.ben, cast.dora, cast.clara, cast.stefan, cast.eva):
        assert not announcement_policy.may(user, MARK_READ, notice)
        with pytest.raises(NotAllowedError):
            mark_read(user=user, announcement=notice)
    mark_read(user=cast.anna, announcement=notice)
    mark_read(user=cast.anna, announcement=notice)
    assert [read.person.user for read in AnnouncementRead.objects.all()] == [cast.anna]


def test_the_period_has_a_length_in_the_database_too(cast: Cast) -> None:
    now = timezone.now()
    with pytest.raises(ValidationError) as refused:
        a_notice(cast, starts_at=now, ends_at=now)
    assert "ends_at" in refused.value.message_dict
    notice = a_notice(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.filter(pk=notice.pk).update(ends_at=notice.starts_at)


def test_it_hangs_somewhere_and_its_buildings_lie_there(cast: Cast) -> None:
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    wrong: list[dict[str, Any]] = [
        {"properties": []},
        {"properties": [cast.lindenstrasse], "buildings": [garage]},
        {"properties": [cast.lindenstrasse, cast.gartenhof], "buildings": [garage]},
    ]
    for places in wrong:
        with pytest.raises(ValidationError):
            a_notice(cast, **places)
    with pytest.raises(CompanyMismatchError):
        a_notice(cast, properties=[cast.lindenstrasse, cast.kastanienallee])
    assert not Announcement.objects.exists()


def test_the_listing_counts_the_same_readers_as_the_policy(cast: Cast) -> None:
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    notices = [
        a_notice(cast, properties=[cast.lindenstrasse, cast.gartenhof]),
        a_notice(cast, properties=[cast.lindenstrasse, cast.gartenhof], audience="owners"),
        a_notice(cast, properties=[cast.lindenstrasse, cast.gartenhof], audience="tenants"),
        a_notice(cast, properties=[cast.gartenhof], buildings=[garage]),
        a_notice(cast, properties=[cast.parkstrasse]),
    ]
    mark_read(user=cast.anna, announcement=notices[0])
    counted = {n.pk: (n.readers, n.read_by) for n in Announcement.objects.all().with_reach()}
    assert [counted[n.pk] for n in notices] == [(2, 1), (1, 0), (1, 0), (1, 0), (0, 0)]
    assert [announcement_policy.readers(n).count() for n in notices] == [2, 1, 1, 1, 0]


def test_who_confirmed_and_moved_out_is_not_counted_among_todays_readers(cast: Cast) -> None:
    notice = a_notice(cast)
    mark_read(user=cast.anna, announcement=notice)
    Occupancy.objects.of_user(cast.anna, cast.linde).update(
        starts_on=date(2020, 1, 1), ends_on=timezone.localdate() - timedelta(days=1)
    )
    counted = Announcement.objects.all().with_reach().get()
    assert (counted.readers, counted.read_by) == (0, 0)


def test_a_draft_keeps_what_staff_typed_as_text(cast: Cast) -> None:
    draft = draft_announcement(
        user=cast.stefan,
        company=cast.linde,
        title="  Zwei   Wörter ",
        body="<b>Hallo</b>",
        properties=[cast.lindenstrasse],
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(days=1),
    )
    assert (draft.title, draft.body, draft.created_by) == (
        "Zwei Wörter",
        "<b>Hallo</b>",
        cast.stefan,
    )
