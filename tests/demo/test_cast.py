"""The cast is who design.md says it is."""

from portal.accounts.models import Role
from portal.accounts.roles import role_of
from portal.demo.cast import Cast
from portal.people.policies import property_policy
from portal.people.residency import residency_of


def test_anna_rents_flat_3_in_lindenstrasse_12(cast: Cast) -> None:
    residency = residency_of(cast.anna, cast.linde)
    assert residency is not None
    assert [str(unit) for unit in residency.units] == ["Lindenstraße 12, Wohnung 3"]


def test_dora_moved_out_and_sees_no_property_any_more(cast: Cast) -> None:
    assert list(property_policy.visible_to(cast.dora, cast.linde)) == []


def test_clara_sees_nothing_of_linde(cast: Cast) -> None:
    assert list(property_policy.visible_to(cast.clara, cast.linde)) == []
    assert list(property_policy.visible_to(cast.clara, cast.kastanie)) == [cast.kastanienallee]


def test_ben_owns_in_two_properties(cast: Cast) -> None:
    assert set(property_policy.visible_to(cast.ben, cast.linde)) == {cast.gartenhof, cast.rosenweg}


def test_staff_have_their_roles_at_their_own_company_only(cast: Cast) -> None:
    assert role_of(cast.stefan, cast.linde) == Role.CLERK
    assert role_of(cast.maria, cast.linde) == Role.MANAGER
    assert role_of(cast.eva, cast.linde) == Role.EDITOR
    assert role_of(cast.kai, cast.linde) is None
    assert role_of(cast.kai, cast.kastanie) == Role.CLERK
