"""After the end a resident says how content they are; who had the case reads it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.actions import close_case, rate_case
from cases.models import Case, CaseRating
from portal.access.policies import NotAllowedError
from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.people.models import Occupancy
from tests.cases.test_endings import annas_page, forms_on, news
from tests.doors import door
from tests.mailbox import deliver, letters_to
from tests.pages import links, send, words
from tests.stories import annas_case


def test_anna_rates_and_the_clerk_who_had_it_reads_it(cast: Cast, resolved: Case) -> None:
    anna = door(cast.anna, cast.linde)
    page = send(
        anna,
        annas_page(cast, resolved),
        'form[action*="/bewerten/"]',
        score="4",
        comment="Schnell, aber laut.",
    )
    assert "Danke für Ihre Bewertung." in words(page, "body")
    assert "Zufrieden Schnell, aber laut." in words(page)
    deliver()
    letter = letters_to("stefan@example.org")[-1]
    assert "Zufrieden" in letter.body
    assert "Schnell, aber laut." in letter.body
    admin = door(cast.stefan, cast.linde).get(f"/admin/vorgaenge/{resolved.uuid}/")
    assert "Schnell, aber laut." in words(admin, "body")
    assert news("case_rated") == ["Stefan Vogt"]


def test_a_later_rating_replaces_the_first_and_the_same_tells_nobody(
    cast: Cast, resolved: Case
) -> None:
    for score in (2, 5, 5):
        rate_case(user=cast.anna, case=resolved, score=score)
    assert CaseRating.objects.get().score == 5
    assert len(news("case_rated")) == 2


def test_without_an_answer_the_form_asks_for_one_and_keeps_the_words(
    cast: Cast, resolved: Case
) -> None:
    page = send(
        door(cast.anna, cast.linde),
        annas_page(cast, resolved),
        'form[action*="/bewerten/"]',
        comment="Ganz gut.",
    )
    assert page.status_code == 422
    assert links(page, "main .errors a") == {
        "Wählen Sie eine der fünf Antworten": "#rating-score_0"
    }
    assert "Ganz gut." in words(page)
    assert not CaseRating.objects.exists()


def test_what_goes_on_is_not_rated(cast: Cast) -> None:
    case = annas_case(cast)
    with pytest.raises(ValidationError) as refused:
        rate_case(user=cast.anna, case=case, score=5)
    assert list(refused.value.message_dict) == ["score"]
    assert "bewerten" not in forms_on(annas_page(cast, case))


def test_after_moving_out_she_still_rates_but_ends_nothing(cast: Cast, resolved: Case) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Case.objects.update(created_at=timezone.now() - timedelta(days=3))
    Occupancy.objects.filter(person__user=cast.anna).update(ends_on=yesterday)
    assert forms_on(annas_page(cast, resolved)) == {"bewerten"}
    rate_case(user=cast.anna, case=resolved, score=3)
    # Asked anew, as a request does: a login remembers what it holds.
    anna = User.objects.get(pk=cast.anna.pk)
    with pytest.raises(NotAllowedError):
        close_case(user=anna, case=resolved)
