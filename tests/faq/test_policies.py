"""One rule about topics, asked from three sides."""

import pytest

from faq.models import FaqTopic
from faq.policies import faq_topic_policy
from portal.access.policies import Action
from portal.companies.models import Company
from portal.demo.cast import Cast

EVERYBODY = ("anna", "ben", "clara", "dora", "stefan", "maria", "eva", "kai")


@pytest.mark.parametrize("name", EVERYBODY)
def test_may_which_and_who_agree_about_topics(
    cast: Cast, linde: Company, kastanie: Company, name: str
) -> None:
    user = getattr(cast, name)

    for topic in FaqTopic.objects.all():
        sees = faq_topic_policy.may(user, Action.VIEW, topic)
        assert sees == (topic in faq_topic_policy.visible_to(user, topic.company))
        assert sees == (user in faq_topic_policy.who_may_see(topic))


def test_only_the_companys_editor_keeps_its_topics(cast: Cast) -> None:
    topic = FaqTopic.objects.of(cast.linde).first()

    may = {n for n in EVERYBODY if faq_topic_policy.may(getattr(cast, n), Action.CHANGE, topic)}

    assert may == {"eva"}
