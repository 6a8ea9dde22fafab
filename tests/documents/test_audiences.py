"""Who reads what: decided when it is read, from both sides by one rule."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.access.policies import Action, NotAllowedError
from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.documents.actions import publish, upload_document, withdraw
from portal.documents.audience import Audience
from portal.documents.models import Document, DocumentCategory
from portal.documents.policies import document_policy
from portal.people.models import BoardMembership, Occupancy
from tests.documents.conftest import Shelf, checked
from tests.doors import door

today = timezone.localdate


def readers(cast: Cast, document: Document) -> set[str]:
    """Who of the cast may read it, by asking each."""
    residents = (cast.anna, cast.ben, cast.clara, cast.dora)
    return {
        user.first_name for user in residents if document_policy.may(user, Action.VIEW, document)
    }


def opens(user: User, cast: Cast, document: Document) -> int:
    answer = door(user, cast.linde).get(f"/dokumente/{document.uuid}/oeffnen/")
    return answer.status_code


@pytest.fixture
def everything(cast: Cast, shelf: Shelf) -> list[Document]:
    """Every audience, in two properties, of today and of long ago, published and not."""
    made = []
    people = [cast.person(user) for user in (cast.anna, cast.ben, cast.dora)]
    for day in (today(), date(today().year - 2, 3, 1), date(2010, 1, 1)):
        for place, unit in (
            (cast.lindenstrasse, cast.annas_flat),
            (cast.gartenhof, cast.bens_flat),
        ):
            made += [
                shelf.add(audience, audience, property=place, dated_on=day, unit=unit, person=who)
                for audience in Audience.values
                for who in (people if audience == Audience.PERSON else people[:1])
            ]
    made.append(shelf.for_anna("draft", published=False))
    made.append(withdraw(user=cast.stefan, document=shelf.for_anna("withdrawn")))
    return made


def test_the_rule_is_the_same_from_both_sides(cast: Cast, everything: list[Document]) -> None:
    users = [cast.anna, cast.ben, cast.clara, cast.dora]
    users += [cast.stefan, cast.maria, cast.eva, cast.kai]
    for document in everything:
        by_object = {user.pk for user in users if document_policy.may_see(user, document)}
        by_users = set(document_policy.who_may_see(document).values_list("pk", flat=True))
        assert by_object == by_users, (document.audience, document.dated_on)
    for user in users:
        rows = document_policy.visible_to(user, cast.linde)
        one_by_one = {d.pk for d in everything if document_policy.may_see(user, d)}
        assert set(rows.values_list("pk", flat=True)) == one_by_one


def test_dl_12_a_bulletin_to_all_owners_is_absent_for_everybody_else(
    cast: Cast, shelf: Shelf
) -> None:
    bulletin = shelf.add(
        "An alle Eigentümer", Audience.OWNERS, property=cast.gartenhof, category="minutes"
    )
    assert readers(cast, bulletin) == {"Ben"}
    assert opens(cast.ben, cast, bulletin) == 302
    assert {opens(user, cast, bulletin) for user in (cast.anna, cast.dora, cast.eva)} == {404}


def test_dl_12_who_sells_loses_the_bulletins_and_who_buys_finds_the_old_ones(
    cast: Cast, shelf: Shelf
) -> None:
    bulletin = shelf.add(
        "Protokoll", Audience.OWNERS, property=cast.gartenhof, dated_on=date(2016, 1, 1)
    )
    yesterday = today() - timedelta(days=1)
    Occupancy.objects.filter(unit__building__property=cast.gartenhof).update(ends_on=yesterday)
    Occupancy.objects.create(
        company=cast.linde,
        person=cast.person(cast.dora),
        unit=cast.bens_flat,
        role=Occupancy.Role.OWNER,
        starts_on=today(),
    )
    assert readers(cast, bulletin) == {"Dora"}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [(Audience.TENANTS, {"Anna"}), (Audience.RESIDENTS, {"Anna"}), (Audience.OWNERS, set())],
)
def test_dl_12_a_tenant_reads_what_is_for_tenants_or_for_all(
    cast: Cast, shelf: Shelf, audience: str, expected: set[str]
) -> None:
    assert readers(cast, shelf.add("Aushang", audience)) == expected


def test_the_board_reads_while_it_is_in_office(cast: Cast, shelf: Shelf) -> None:
    quote = shelf.add("Angebot", Audience.BOARD, property=cast.gartenhof, category="quote")
    assert readers(cast, quote) == {"Ben"}
    BoardMembership.objects.update(ends_on=today() - timedelta(days=1))
    assert readers(cast, quote) == set()


def test_a_successor_sees_nothing_of_the_predecessor_in_the_same_flat(
    cast: Cast, shelf: Shelf
) -> None:
    annas = Occupancy.objects.get(person__user=cast.anna)
    moved_in = annas.starts_on
    before = shelf.for_annas_flat("Nebenkosten alt", moved_in - timedelta(days=1))
    since = shelf.for_annas_flat("Nebenkosten neu", moved_in)
    assert readers(cast, before) == {"Dora"}
    assert readers(cast, since) == {"Anna"}


def test_who_moved_out_keeps_letters_of_their_time_and_no_others(cast: Cast, shelf: Shelf) -> None:
    dora, left = cast.person(cast.dora), Occupancy.objects.get(person__user=cast.dora).ends_on
    own = shelf.add("Mieterhöhung", Audience.PERSON, person=dora, dated_on=left)
    later = shelf.add("Später", Audience.PERSON, person=dora, dated_on=left + timedelta(days=1))
    assert readers(cast, own) == {"Dora"}
    assert readers(cast, later) == set()


def test_who_lives_there_also_reads_the_lease_signed_before_moving_in(
    cast: Cast, shelf: Shelf
) -> None:
    lease = shelf.for_anna("Mietvertrag", category="lease", dated_on=date(2010, 2, 12))
    assert readers(cast, lease) == {"Anna"}


def test_nobody_reads_what_is_not_published_and_staff_prepare_it(cast: Cast, shelf: Shelf) -> None:
    draft = shelf.for_anna(published=False)
    assert readers(cast, draft) == set()
    assert opens(cast.stefan, cast, draft) == 302
    assert opens(cast.eva, cast, draft) == 404


def test_only_case_staff_of_the_company_upload_publish_and_withdraw(
    cast: Cast, shelf: Shelf
) -> None:
    document = shelf.for_anna()
    category = DocumentCategory.objects.of(cast.linde).get(key="lease")
    for user in (cast.anna, cast.eva, cast.kai):
        with pytest.raises(NotAllowedError):
            upload_document(
                user=user,
                company=cast.linde,
                category=category,
                property=cast.lindenstrasse,
                audience=Audience.RESIDENTS,
                title="Fremd",
                dated_on=today(),
                upload=checked(),
            )
        with pytest.raises(NotAllowedError):
            publish(user=user, document=document)
        with pytest.raises(NotAllowedError):
            withdraw(user=user, document=document)
    assert Document.objects.count() == 1


def test_a_document_never_points_into_another_company(cast: Cast, shelf: Shelf) -> None:
    foreign = {"property": cast.kastanienallee, "unit": cast.claras_flat}
    for field, value in foreign.items():
        with pytest.raises(Exception, match=r"property|unit|another"):
            shelf.add("Fremd", Audience.UNIT, **{"unit": cast.annas_flat, field: value})
    assert not Document.objects.exists()
