"""The wall: other people's cases are as absent as cases that never were."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from cases.models import Case
from cases.policies import attachment_policy, case_policy, message_policy
from portal.access.policies import Action
from portal.demo.cast import Cast
from portal.documents import uploads
from tests.doors import door, stranger
from tests.pages import words
from tests.stories import annas_case, answer, picture

STRANGERS = ["ben", "dora", "eva", "clara", "kai"]
PEOPLE = [*STRANGERS, "anna", "stefan", "maria"]


def pages(case: Case) -> list[str]:
    file = case.attachments.get()
    base = f"/vorgaenge/{case.uuid}/"
    return [base, f"{base}neues/", f"{base}gesendet/", f"{base}dateien/{file.uuid}/"]


@pytest.mark.parametrize("who", STRANGERS)
def test_annas_case_is_not_there_for_strangers(cast: Cast, who: str) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    company = cast.kastanie if who in {"clara", "kai"} else cast.linde
    browser = door(getattr(cast, who), company)
    never = str(uuid4())
    for path in pages(case):
        answered = browser.get(path)
        absent = browser.get(path.replace(str(case.uuid), never))
        assert answered.status_code == absent.status_code == 404
        assert words(answered, "html") == words(absent, "html")
    assert browser.post(f"/vorgaenge/{case.uuid}/antworten/", {"body": "x"}).status_code == 404
    assert case.messages.count() == 1


def test_annas_case_is_not_there_on_the_other_companys_host(cast: Cast) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    for path in pages(case):
        answered = door(cast.anna, cast.linde).get(path, SERVER_NAME="kastanie.localhost")
        assert case.subject not in answered.content.decode()
        assert answered.status_code in {302, 404}


def test_without_login_every_page_asks_for_it(cast: Cast) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    for path in [*pages(case), "/vorgaenge/", "/vorgaenge/neu/", "/vorgaenge/neu/heating/"]:
        answered = stranger(cast.linde).get(path)
        assert answered.status_code == 302
        assert answered.headers["Location"].startswith("/konto/anmelden/")


def test_anna_sees_nothing_of_her_predecessor_in_the_flat(cast: Cast, doras_case: Case) -> None:
    anna = door(cast.anna, cast.linde)
    assert anna.get(f"/vorgaenge/{doras_case.uuid}/").status_code == 404
    assert "Doras" not in anna.get("/vorgaenge/").content.decode()
    assert door(cast.dora, cast.linde).get(f"/vorgaenge/{doras_case.uuid}/").status_code == 200


def test_the_policies_answer_alike_from_all_three_sides(cast: Cast, doras_case: Case) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    note = answer(case, cast.stefan, "Notiz", internal=True, files=uploads.check([picture()]))
    objects = [
        *((case_policy, c) for c in (case, doras_case)),
        *((message_policy, m) for m in (*case.messages.all(), *doras_case.messages.all())),
        *((attachment_policy, a) for a in case.attachments.all()),
    ]
    assert message_policy.may(cast.stefan, Action.VIEW, note)
    for policy, thing in objects:
        readers = set(policy.who_may_see(thing))
        for who in PEOPLE:
            user = getattr(cast, who)
            seen = policy.visible_to(user, cast.linde).filter(pk=thing.pk).exists()
            assert seen == policy.may(user, Action.VIEW, thing) == (user in readers), (who, thing)
        assert not policy.may(AnonymousUser(), Action.VIEW, thing)
        assert not policy.visible_to(AnonymousUser(), cast.linde).exists()
