"""A case shared with the household, the owners of the unit or the board: who reads, who writes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.actions import change_status, end_sharing, open_case, reply, share_case
from cases.models import Case, CaseCategory, CaseParticipant
from cases.policies import attachment_policy, case_policy, message_policy, participant_policy
from cases.record import contents
from portal.access.policies import Action, NotAllowedError
from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.notifications.models import Notification
from portal.people.models import BoardMembership, Occupancy
from portal.properties.models import Unit
from tests.doors import api_door, door
from tests.mailbox import deliver
from tests.pages import links, send, words
from tests.stories import annas_case, answer, picture

TODAY = timezone.localdate


@pytest.fixture
def landlord(cast: Cast) -> Occupancy:
    """Ben owns the flat Anna lives in."""
    occupancy: Occupancy = Occupancy.objects.create(
        company=cast.linde,
        person=cast.person(cast.ben),
        unit=cast.annas_flat,
        role="owner",
        starts_on=TODAY() - timedelta(days=900),
    )
    return occupancy


@pytest.fixture
def shared(cast: Cast, landlord: Occupancy) -> Case:
    """Anna has shared her case with the owner of the flat."""
    case = annas_case(cast, files=uploads.check([picture()]))
    share_case(user=cast.anna, case=case, circle="owners")
    return case


def moves_in(cast: Cast, user: User, role: str) -> None:
    """They hold Anna's flat from today on."""
    Occupancy.objects.create(
        company=cast.linde,
        person=cast.person(user),
        unit=cast.annas_flat,
        role=role,
        starts_on=TODAY(),
    )


def bens_case(cast: Cast) -> Case:
    """Ben reports something about his flat in the Gartenhof."""
    return open_case(
        company=cast.linde,
        user=cast.ben,
        category=CaseCategory.objects.of(cast.linde).get(key="heating"),
        property=cast.gartenhof,
        unit=cast.bens_flat,
        place="",
        subject="Steigleitung",
        body="Sie klopft.",
        submission_key=uuid4(),
    )


def test_anna_shares_her_case_with_the_owner_and_sees_name_and_role(
    cast: Cast, landlord: Occupancy
) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/vorgaenge/{case.uuid}/")
    assert "Nur Sie und Ihre Hausverwaltung" in words(page)
    page = anna.get(links(page)["Teilen"])
    assert "Die Eigentümer:innen der Einheit" in words(page)
    page = send(anna, page, "#share ~ * form, section[aria-labelledby=share] form")
    assert "Geteilt mit Ben Yılmaz" in words(page, "body")
    page = anna.get(f"/vorgaenge/{case.uuid}/")
    assert "Ben Yılmaz Eigentümer:in der Einheit" in words(page)
    assert "ben@example.org" not in page.content.decode()


def test_ben_reads_finds_and_answers_what_is_shared_with_him(cast: Cast, shared: Case) -> None:
    ben = door(cast.ben, cast.linde)
    page = ben.get(f"/vorgaenge/{shared.uuid}/")
    assert "Seit gestern wird er nicht mehr warm." in words(page)
    assert "Anna Berger" in words(page, ".thread")
    assert shared.subject in words(ben.get("/vorgaenge/?stand=geteilt"))
    assert shared.subject not in words(ben.get("/vorgaenge/"))
    page = send(ben, page, "#antwort", body="Ich zahle die Reparatur.")
    assert "Ich zahle die Reparatur." in words(page)
    anna = words(door(cast.anna, cast.linde).get(f"/vorgaenge/{shared.uuid}/"), ".thread")
    assert "Ben Yılmaz" in anna


def test_files_of_a_shared_case_open_for_ben_by_his_own_link(cast: Cast, shared: Case) -> None:
    file = shared.attachments.get()
    ben = door(cast.ben, cast.linde)
    to_link = ben.get(f"/vorgaenge/{shared.uuid}/dateien/{file.uuid}/")
    assert ben.get(to_link.headers["Location"]).status_code == 200


def test_sharing_is_told_by_mail_and_so_is_every_answer(
    cast: Cast, shared: Case, mailoutbox: list
) -> None:
    answer(shared, cast.stefan, "Der Monteur kommt.")
    reply(user=cast.anna, case=shared, body="Danke.", submission_key=uuid4())
    kinds = Notification.objects.filter(recipient_person=cast.person(cast.ben))
    assert list(kinds.order_by("pk").values_list("kind", flat=True)) == [
        "case_shared",
        "case_replied",
        "case_replied",
    ]
    deliver()
    subjects = [mail.subject for mail in mailoutbox if mail.to == ["ben@example.org"]]
    assert any("Anna Berger teilt einen Vorgang mit Ihnen" in subject for subject in subjects)


def test_nobody_hears_of_their_own_letter_and_internal_notes_stay_inside(
    cast: Cast, shared: Case
) -> None:
    Notification.objects.all().delete()
    reply(user=cast.ben, case=shared, body="Gern.", submission_key=uuid4())
    answer(shared, cast.stefan, "Schuldet Miete.", internal=True)
    told = Notification.objects.filter(kind="case_replied", recipient_person__isnull=False)
    assert [str(row.recipient_person) for row in told] == ["Anna Berger"]
    assert told.get().data["author"] == "Ben Yılmaz"
    ben = door(cast.ben, cast.linde).get(f"/vorgaenge/{shared.uuid}/")
    assert "Schuldet" not in ben.content.decode()


def test_ben_may_answer_but_neither_share_on_nor_take_others_out(cast: Cast, shared: Case) -> None:
    ben = door(cast.ben, cast.linde)
    sharing = f"/vorgaenge/{shared.uuid}/teilen/"
    assert "Teilen mit" not in words(ben.get(sharing))
    assert ben.post(sharing, {"circle": "tenants"}).status_code == 403
    with pytest.raises(NotAllowedError):
        share_case(user=cast.ben, case=shared, circle="tenants")


def test_ben_leaves_and_the_case_is_gone_for_him(cast: Cast, shared: Case) -> None:
    ben = door(cast.ben, cast.linde)
    page = send(ben, ben.get(f"/vorgaenge/{shared.uuid}/teilen/"), "#main form, main form")
    assert "Sie lesen diesen Vorgang nicht mehr mit" in words(page, "body")
    assert ben.get(f"/vorgaenge/{shared.uuid}/").status_code == 404


@pytest.mark.parametrize("status", ["in_progress", "closed"])
def test_anna_ends_the_sharing_at_any_time_and_twice_is_once(
    cast: Cast, shared: Case, status: str
) -> None:
    for step in ["resolved", "closed"] if status == "closed" else []:
        change_status(user=cast.stefan, case=shared, status=step)
    anna = door(cast.anna, cast.linde)
    participant = shared.participants.get()
    path = f"/vorgaenge/{shared.uuid}/teilen/{participant.uuid}/"
    for _ in range(2):
        page = anna.post(path, follow=True)
        assert "Nicht mehr geteilt mit Ben Yılmaz" in words(page, "body")
    assert door(cast.ben, cast.linde).get(f"/vorgaenge/{shared.uuid}/").status_code == 404
    assert shared.events.filter(kind="shared").count() == 2


def test_a_link_to_a_file_dies_with_the_sharing(cast: Cast, shared: Case) -> None:
    ben = door(cast.ben, cast.linde)
    file = shared.attachments.get()
    link = ben.get(f"/vorgaenge/{shared.uuid}/dateien/{file.uuid}/").headers["Location"]
    end_sharing(user=cast.anna, participant=shared.participants.get())
    assert ben.get(link).status_code == 404


def test_who_sells_the_flat_reads_the_case_no_longer(
    cast: Cast, shared: Case, landlord: Occupancy
) -> None:
    landlord.ends_on = TODAY() - timedelta(days=1)
    landlord.save()
    assert door(cast.ben, cast.linde).get(f"/vorgaenge/{shared.uuid}/").status_code == 404
    answer(shared, cast.stefan)
    assert not Notification.objects.filter(
        recipient_person=cast.person(cast.ben), kind="case_replied"
    ).exists()


def test_who_comes_back_by_another_tie_can_be_let_in_again(
    cast: Cast, shared: Case, landlord: Occupancy
) -> None:
    landlord.ends_on = TODAY() - timedelta(days=1)
    landlord.save()
    moves_in(cast, cast.ben, "tenant")
    CaseParticipant.objects.update(unit=Unit.objects.exclude(pk=cast.annas_flat.pk).first())
    ben = door(cast.ben, cast.linde)
    assert ben.get(f"/vorgaenge/{shared.uuid}/").status_code == 404
    share_case(user=cast.anna, case=shared, circle="tenants")
    assert ben.get(f"/vorgaenge/{shared.uuid}/").status_code == 200
    assert [row.circle for row in CaseParticipant.objects.unended()] == ["tenants"]


def test_when_a_participants_login_is_gone_nobody_else_gets_their_words(
    cast: Cast, shared: Case
) -> None:
    reply(user=cast.ben, case=shared, body="Ich zahle nichts.", submission_key=uuid4())
    cast.ben.delete()
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{shared.uuid}/")
    assert "Jemand, der nicht mehr dabei ist" in words(page, ".thread")
    api = api_door(cast.anna, cast.linde).get(f"/api/v1/cases/{shared.uuid}/messages/").json()
    assert "Anna" not in api["results"][-1]["author"]


def test_sharing_the_later_case_tells_nothing_of_the_earlier(
    cast: Cast, landlord: Occupancy
) -> None:
    earlier = annas_case(cast)
    change_status(user=cast.stefan, case=earlier, status="resolved")
    change_status(user=cast.stefan, case=earlier, status="closed")
    earlier.refresh_from_db()
    later = annas_case(cast, follows=earlier)
    share_case(user=cast.anna, case=later, circle="owners")
    for user, seen in ((cast.anna, True), (cast.ben, False)):
        page = door(user, cast.linde).get(f"/vorgaenge/{later.uuid}/")
        told = api_door(user, cast.linde).get(f"/api/v1/cases/{later.uuid}/").json()["follows"]
        facts = dict(contents(later, user)["facts"])
        assert (earlier.number in words(page)) is seen
        assert (told is not None) is seen
        assert (earlier.number in facts.values()) is seen


def test_a_successor_gets_nothing_of_what_was_shared_before(
    cast: Cast, shared: Case, landlord: Occupancy
) -> None:
    moves_in(cast, cast.dora, "owner")
    assert door(cast.dora, cast.linde).get(f"/vorgaenge/{shared.uuid}/").status_code == 404


def test_a_shared_case_stays_readable_after_its_end_but_takes_no_more_letters(
    cast: Cast, shared: Case
) -> None:
    for status in ("resolved", "closed"):
        change_status(user=cast.stefan, case=shared, status=status)
    ben = door(cast.ben, cast.linde)
    assert ben.get(f"/vorgaenge/{shared.uuid}/").status_code == 200
    answered = ben.post(
        f"/vorgaenge/{shared.uuid}/antworten/", {"body": "Noch etwas.", "submission_key": uuid4()}
    )
    assert answered.status_code == 409
    assert "Noch etwas." in answered.content.decode()


def test_an_empty_circle_is_said_and_an_unknown_one_refused(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    sharing = f"/vorgaenge/{case.uuid}/teilen/"
    answered = anna.post(sharing, {"circle": "owners"})
    assert answered.status_code == 422
    assert "In diesem Kreis ist zurzeit niemand." in words(answered)
    assert anna.post(sharing, {"circle": "everybody"}).status_code == 422
    assert not case.participants.exists()


def test_the_board_reads_by_the_topics_rule(cast: Cast) -> None:
    CaseCategory.objects.of(cast.linde).filter(key="heating").update(shared_with_board=True)
    assert not bens_case(cast).participants.exists(), "nobody shares with themselves"
    BoardMembership.objects.create(
        company=cast.linde,
        person=cast.person(cast.dora),
        property=cast.gartenhof,
        starts_on=TODAY() - timedelta(days=30),
    )
    case = bens_case(cast)
    assert [row.circle for row in case.participants.all()] == ["board"]
    page = door(cast.dora, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert "Sie klopft." in words(page)
    BoardMembership.objects.filter(person=cast.person(cast.dora)).update(ends_on=TODAY())
    assert door(cast.dora, cast.linde).get(f"/vorgaenge/{case.uuid}/").status_code == 200
    BoardMembership.objects.filter(person=cast.person(cast.dora)).update(
        ends_on=TODAY() - timedelta(days=1)
    )
    assert door(cast.dora, cast.linde).get(f"/vorgaenge/{case.uuid}/").status_code == 404


def test_the_policies_answer_alike_for_a_shared_case(cast: Cast, shared: Case) -> None:
    objects = [
        (case_policy, shared),
        *((message_policy, message) for message in shared.messages.all()),
        *((attachment_policy, file) for file in shared.attachments.all()),
        *((participant_policy, row) for row in shared.participants.all()),
    ]
    for policy, thing in objects:
        readers = set(policy.who_may_see(thing))
        for who in ("anna", "ben", "dora", "eva", "clara", "kai", "stefan", "maria"):
            user = getattr(cast, who)
            seen = policy.visible_to(user, cast.linde).filter(pk=thing.pk).exists()
            assert seen == policy.may(user, Action.VIEW, thing) == (user in readers), (who, thing)
            assert seen == (who in {"anna", "ben", "stefan", "maria"}), (who, thing)


def test_the_database_keeps_one_living_share_for_a_person(cast: Cast, shared: Case) -> None:
    row = shared.participants.get()
    row.pk, row.uuid = None, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_api_shares_shows_and_ends(cast: Cast, landlord: Occupancy) -> None:
    case = annas_case(cast)
    anna, ben = api_door(cast.anna, cast.linde), api_door(cast.ben, cast.linde)
    path = f"/api/v1/cases/{case.uuid}/participants/"
    assert anna.get(f"/api/v1/cases/{case.uuid}/").json()["may_share"] is True
    assert ben.get(path).status_code == ben.post(path, {"circle": "owners"}).status_code == 404
    made = anna.post(path, {"circle": "owners"}, format="json")
    assert made.status_code == 201
    assert anna.post(path, {"circle": "owners"}, format="json").json() == []
    (row,) = ben.get(path).json()
    assert (row["name"], row["role"]["code"]) == ("Ben Yılmaz", "owners")
    assert set(row) == {"id", "name", "role", "created_at"}
    assert ben.get(f"/api/v1/cases/{case.uuid}/").json()["may_share"] is False
    assert ben.post(path, {"circle": "tenants"}, format="json").status_code == 403
    assert ben.delete(f"{path}{row['id']}/").status_code == 204
    assert ben.get(path).status_code == 404
    assert anna.get(path).json() == []


def test_the_api_lets_only_staff_name_a_person(cast: Cast, landlord: Occupancy) -> None:
    case = annas_case(cast)
    path = f"/api/v1/cases/{case.uuid}/participants/"
    ben, clara = (str(cast.person(user).uuid) for user in (cast.ben, cast.clara))
    anna, stefan = api_door(cast.anna, cast.linde), api_door(cast.stefan, cast.linde)
    refused = anna.post(path, {"person_id": ben}, format="json")
    foreign = stefan.post(path, {"person_id": clara}, format="json")
    never = stefan.post(path, {"person_id": str(uuid4())}, format="json")
    assert refused.status_code == foreign.status_code == never.status_code == 400
    assert foreign.json()["errors"] == never.json()["errors"] == refused.json()["errors"]
    assert stefan.post(path, {"person_id": ben}, format="json").status_code == 201
    assert CaseParticipant.objects.get().circle == "neighbour"
