"""Stefan shares a case with others from its page in the admin."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.models import CaseParticipant
from portal.demo.cast import Cast
from portal.people.models import Occupancy
from tests.doors import door
from tests.pages import words
from tests.stories import annas_case


@pytest.fixture(autouse=True)
def landlord(cast: Cast) -> Occupancy:
    """Ben owns the flat Anna lives in."""
    occupancy: Occupancy = Occupancy.objects.create(
        company=cast.linde,
        person=cast.person(cast.ben),
        unit=cast.annas_flat,
        role="owner",
        starts_on=timezone.localdate() - timedelta(days=900),
    )
    return occupancy


@pytest.mark.parametrize("chosen", ["owners", "by name"])
def test_stefan_shares_with_a_circle_or_with_one_person(cast: Cast, chosen: str) -> None:
    case = annas_case(cast)
    stefan = door(cast.stefan, cast.linde)
    page = f"/admin/vorgaenge/{case.uuid}/"
    assert "Nur Bewohner:in und Hausverwaltung." in words(stefan.get(page), "body")
    reader = chosen if chosen == "owners" else str(cast.person(cast.ben).uuid)
    answered = stefan.post(f"{page}teilen/", {"reader": reader}, follow=True)
    assert "Geteilt mit Ben Yılmaz." in words(answered, "body")
    assert "Es lesen mit: Ben Yılmaz" in words(answered, ".composer")
    assert CaseParticipant.objects.get().added_by == cast.stefan


def test_nobody_chosen_is_said_beside_the_form(cast: Cast) -> None:
    case = annas_case(cast)
    stefan = door(cast.stefan, cast.linde)
    for reader in ("", "board", str(uuid4()), str(cast.person(cast.clara).uuid)):
        answered = stefan.post(f"/admin/vorgaenge/{case.uuid}/teilen/", {"reader": reader})
        assert answered.status_code == 422
        assert words(answered, ".case-errors")
    assert not CaseParticipant.objects.exists()


def test_stefan_ends_it_and_the_history_tells_both(cast: Cast) -> None:
    case = annas_case(cast)
    stefan = door(cast.stefan, cast.linde)
    page = f"/admin/vorgaenge/{case.uuid}/"
    stefan.post(f"{page}teilen/", {"reader": "owners"})
    participant = CaseParticipant.objects.get()
    answered = stefan.post(f"{page}teilen/{participant.uuid}/", follow=True)
    history = words(answered, "body")
    assert "Geteilt mit Ben Yılmaz." in history
    assert "Nicht mehr geteilt mit Ben Yılmaz." in history
    assert stefan.post(f"{page}teilen/{uuid4()}/").status_code == 404


def test_others_do_not_come_in_here(cast: Cast) -> None:
    case = annas_case(cast)
    for who, company in (("eva", cast.linde), ("kai", cast.kastanie), ("anna", cast.linde)):
        answered = door(getattr(cast, who), company).post(
            f"/admin/vorgaenge/{case.uuid}/teilen/", {"reader": "owners"}
        )
        assert answered.status_code == 404
    assert not CaseParticipant.objects.exists()
