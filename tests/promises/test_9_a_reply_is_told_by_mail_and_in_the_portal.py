"""Promise 9: a reply notifies the resident by e-mail and in the portal."""

from portal.demo.cast import Cast
from tests.doors import door
from tests.mailbox import addresses_in, deliver, letters_to
from tests.pages import words
from tests.stories import annas_case, answer


def test_the_clerks_reply_rings_annas_bell_once_and_sends_one_mail(cast: Cast) -> None:
    case = annas_case(cast)
    deliver()
    before = len(letters_to("anna@example.org"))
    answer(case, cast.stefan, "Der Monteur kommt am Mittwoch.")
    deliver()

    anna = door(cast.anna, cast.linde)
    assert words(anna.get("/"), "header .bell .count") == "1"
    assert "Stefan Vogt" in words(anna.get("/benachrichtigungen/"))
    (letter,) = letters_to("anna@example.org")[before:]
    assert any(str(case.uuid) in address for address in addresses_in(letter))
    assert letter.alternatives  # text and HTML


def test_who_acts_is_not_told_of_it(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    deliver()
    bodies = [str(letter.body) for letter in letters_to("stefan@example.org")]
    assert not any("Wir kümmern uns." in body for body in bodies)


def test_annas_answer_rings_at_the_clerk_in_charge_only(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    case.refresh_from_db()
    case.assignee = cast.stefan
    case.save()
    deliver()
    told = {who: len(letters_to(f"{who}@example.org")) for who in ("stefan", "maria", "kai", "eva")}
    answer(case, cast.anna, "Danke, das passt.")
    deliver()
    now = {who: len(letters_to(f"{who}@example.org")) for who in told}
    assert {who: now[who] - told[who] for who in told} == {
        "stefan": 1,
        "maria": 0,
        "kai": 0,
        "eva": 0,
    }


def test_the_clerks_mail_leads_to_the_workplace(cast: Cast) -> None:
    case = annas_case(cast)
    deliver()
    (letter,) = letters_to("stefan@example.org")
    path = next(a for a in addresses_in(letter) if str(case.uuid) in a).split("8000")[1]
    assert door(cast.stefan, cast.linde).get(path).status_code == 200
    assert path.startswith("/admin/")
