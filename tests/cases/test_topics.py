"""The topics: a new company's list, and who is offered which."""

from collections.abc import Iterable

import pytest

from cases.defaults import ensure_default_categories
from cases.models import CaseCategory, Urgency
from cases.policies import OPEN, category_policy
from portal.accounts.models import User
from portal.core.icons import exists
from portal.demo.cast import Cast

PEOPLE = ("anna", "ben", "clara", "dora", "stefan", "maria", "eva", "kai")


def keys(rows: Iterable[CaseCategory]) -> set[str]:
    return {topic.key for topic in rows}


def test_a_new_company_starts_with_all_topics_drawn_and_translated(cast: Cast) -> None:
    topics = CaseCategory.objects.of(cast.linde)
    assert topics.count() == 41
    assert topics.filter(in_sidebar=True).count() == 5
    for topic in topics:
        assert exists(topic.icon), topic.icon
        assert all((topic.name, topic.name_en, topic.hint, topic.hint_en))


def test_every_urgent_topic_says_what_to_do_at_once_in_both_languages(cast: Cast) -> None:
    urgent = CaseCategory.objects.of(cast.linde).filter(
        urgency__in=[Urgency.EMERGENCY, Urgency.HIGH]
    )
    assert urgent.count() == 13
    for topic in urgent:
        german, english = topic.guidance.splitlines(), topic.guidance_en.splitlines()
        assert len(german) == len(english) >= 1


def test_what_a_company_has_changed_stays_when_missing_topics_are_added(cast: Cast) -> None:
    topics = CaseCategory.objects.of(cast.linde)
    topics.filter(key="heating").update(name="Wärme")
    topics.filter(key="pests").delete()
    ensure_default_categories(cast.linde)
    assert topics.get(key="heating").name == "Wärme"
    assert topics.filter(key="pests").exists()
    assert topics.count() == 41


def test_owners_and_tenants_are_offered_their_own_topics(cast: Cast) -> None:
    annas = keys(category_policy.offered_to(cast.anna, cast.linde))
    bens = keys(category_policy.offered_to(cast.ben, cast.linde))
    assert {"heating", "rent-increase", "deposit"} <= annas
    assert annas.isdisjoint({"service-charges", "meeting-proxy"})
    assert {"heating", "service-charges", "meeting-proxy"} <= bens
    assert bens.isdisjoint({"rent-increase", "deposit"})


def test_an_owners_meeting_exists_only_where_there_are_owners(cast: Cast) -> None:
    assert "meeting-proxy" in keys(category_policy.offered_at(cast.ben, cast.gartenhof))
    assert "meeting-proxy" not in keys(category_policy.offered_at(cast.ben, cast.rosenweg))
    assert not category_policy.offered_at(cast.ben, cast.lindenstrasse).exists()


@pytest.mark.parametrize("who", ["dora", "clara", "eva", "kai"])
def test_who_holds_nothing_here_is_offered_nothing(cast: Cast, who: str) -> None:
    user: User = getattr(cast, who)
    assert not category_policy.offered_to(user, cast.linde).exists()


def test_the_policys_answers_are_one_rule(cast: Cast) -> None:
    CaseCategory.objects.of(cast.linde).filter(key="pests").update(is_active=False)
    for who in PEOPLE:
        user = getattr(cast, who)
        visible = keys(category_policy.visible_to(user, cast.linde))
        offered = keys(category_policy.offered_to(user, cast.linde))
        for topic in CaseCategory.objects.of(cast.linde):
            assert (user in category_policy.who_may_see(topic)) == (topic.key in visible)
            assert category_policy.may(user, OPEN, topic) == (topic.key in offered)
