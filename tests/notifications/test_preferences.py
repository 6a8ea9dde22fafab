"""Who reads something in the portal alone: chosen on the page, kept by the outbox."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from portal.accounts.actions import end_membership
from portal.accounts.models import StaffMembership, User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.notifications import registry
from portal.notifications.models import Delivery, Notification, Preference
from portal.notifications.registry import Group, Kind, Occasion
from portal.people.models import Occupancy, Person
from portal.signin.actions import request_password_reset
from tests.doors import door, stranger
from tests.mailbox import addresses_in, deliver, letters_to
from tests.notifications.parcels import parcel, tell
from tests.pages import Page, form_of, links, send, soup, words
from tests.stories import a_notice, annas_case, answer, house_rules

PAGE = "/konto/benachrichtigungen/"
FORM = "main form"
IMMEDIATELY, PORTAL_ONLY = "immediately", "portal_only"


def choose(user: User, company: Company, **choices: str) -> Page:
    """Tick radios on the page and save."""
    browser = door(user, company)
    typed = {f"mail-{kind}": choice for kind, choice in choices.items()}
    return send(browser, browser.get(PAGE), FORM, **typed)


def chosen(page: Page) -> dict[str, str]:
    """What the page's radios say, by name."""
    _action, values = form_of(page, FORM)
    return {name: value for name, value in values.items() if name.startswith("mail-")}


@pytest.fixture
def optional_parcels(kinds: Callable[[Kind], None]) -> None:
    """Residents may do without mails about parcels; whoever is told of one may see it."""
    occasion = Occasion(Group("house", gettext_lazy("House")), for_residents="A parcel")
    kinds(parcel(occasion=occasion, may_see=lambda notification, target: True))


def mailed_kinds(address: str) -> list[str]:
    """The kinds that are on their way to an address, or were."""
    rows = Delivery.objects.select_related(
        "notification__recipient_user", "notification__recipient_person"
    ).order_by("pk")
    return [row.notification.kind for row in rows if row.recipient.email == address]


def a_flatmate(cast: Cast) -> Person:
    """Lea shares Anna's flat and has a login of her own."""
    login = User.objects.create_user("lea@example.org", first_name="Lea", last_name="Berger")
    lea: Person = Person.objects.create(
        company=cast.linde, user=login, last_name="Berger", email="lea@example.org"
    )
    Occupancy.objects.create(
        company=cast.linde,
        person=lea,
        unit=cast.annas_flat,
        role=Occupancy.Role.TENANT,
        starts_on=date(2020, 1, 1),
    )
    return lea


def test_anna_reads_answers_in_the_portal_alone(cast: Cast) -> None:
    case = annas_case(cast)
    deliver()
    letters = len(letters_to("anna@example.org"))
    saved = choose(cast.anna, cast.linde, case_replied=PORTAL_ONLY)
    assert "Ihre Wahl ist gespeichert." in words(saved, "main .banner[role=status]")

    answer(case, cast.stefan, "Der Monteur kommt am Mittwoch.")
    deliver()
    assert words(door(cast.anna, cast.linde).get("/"), "header .bell .count") == "1"
    assert not Notification.objects.get(
        kind="case_replied", recipient_person__user=cast.anna
    ).deliveries.exists()
    assert len(letters_to("anna@example.org")) == letters


def test_other_kinds_still_come_by_mail_and_the_choice_can_be_taken_back(cast: Cast) -> None:
    case = annas_case(cast)
    choose(cast.anna, cast.linde, case_replied=PORTAL_ONLY)
    house_rules(cast)
    assert mailed_kinds("anna@example.org") == ["case_received", "document_published"]
    choose(cast.anna, cast.linde, case_replied=IMMEDIATELY)
    answer(case, cast.stefan)
    assert mailed_kinds("anna@example.org")[-1] == "case_replied"


def test_anna_reads_notices_in_the_portal_alone(cast: Cast) -> None:
    choose(cast.anna, cast.linde, announcement_hung=PORTAL_ONLY)
    a_notice(cast, by_mail=True)
    assert mailed_kinds("anna@example.org") == []
    assert Notification.objects.in_portal(cast.anna, cast.linde).count() == 1


def test_who_shares_annas_flat_chooses_for_herself(cast: Cast) -> None:
    a_flatmate(cast)
    choose(cast.anna, cast.linde, document_published=PORTAL_ONLY)
    house_rules(cast)
    assert mailed_kinds("lea@example.org") == ["document_published"]
    assert mailed_kinds("anna@example.org") == []
    assert Notification.objects.in_portal(cast.anna, cast.linde).count() == 1


def test_a_choice_counts_at_the_company_it_was_made_at(cast: Cast) -> None:
    elsewhere = Person.objects.create(
        company=cast.kastanie, user=cast.anna, last_name="Berger", email="anna@example.org"
    )
    Occupancy.objects.create(
        company=cast.kastanie,
        person=elsewhere,
        unit=cast.claras_flat,
        role=Occupancy.Role.TENANT,
        starts_on=date(2020, 1, 1),
    )
    choose(cast.anna, cast.kastanie, case_replied=PORTAL_ONLY)
    Preference.objects.create(
        company=cast.kastanie,
        recipient_user=cast.stefan,
        kind="case_opened",
        choice=PORTAL_ONLY,
    )
    answer(annas_case(cast), cast.stefan)
    assert "case_replied" in mailed_kinds("anna@example.org")
    assert "case_opened" in mailed_kinds("stefan@example.org")
    assert chosen(door(cast.anna, cast.linde).get(PAGE))["mail-case_replied"] == IMMEDIATELY
    assert chosen(door(cast.anna, cast.kastanie).get(PAGE))["mail-case_replied"] == PORTAL_ONLY


def test_staff_are_asked_about_what_they_are_told_of(cast: Cast) -> None:
    page = door(cast.stefan, cast.linde).get(PAGE)
    assert set(chosen(page)) == {
        f"mail-case_{kind}"
        for kind in ("opened", "replied", "status", "assigned", "appointment", "rated")
    }
    choose(cast.stefan, cast.linde, case_opened=PORTAL_ONLY)
    annas_case(cast)
    assert mailed_kinds("stefan@example.org") == []
    assert mailed_kinds("maria@example.org") == ["case_opened"]


def test_an_editor_is_told_of_nothing_and_asked_about_nothing(cast: Cast) -> None:
    page = door(cast.eva, cast.linde).get(PAGE)
    assert soup(page).select("main form") == []
    assert "Hier gibt es nichts zu wählen" in words(page)


def test_the_page_asks_in_plain_words_under_headings(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get(PAGE)
    headings = [h2.get_text() for h2 in soup(page).select("main h2")]
    assert headings == ["Vorgänge", "Störungen", "Dokumente", "Aushänge"]
    legends = [legend.get_text(strip=True) for legend in soup(page).select("main legend")]
    assert legends == [
        "Neue Antwort in einem Vorgang",
        "Neuer Status eines Vorgangs",
        "Neuer Tag, bis zu dem wir uns melden",
        "Jemand teilt einen Vorgang mit Ihnen",
        "Ein Termin in einem Vorgang",
        "Neue Störung im Haus",
        "Neues zu einer Störung, bei der Sie dabei sind",
        "Ende einer Störung, bei der Sie dabei sind",
        "Neues Dokument",
        "Neuer Aushang im Haus",
    ]
    first = soup(page).select_one("main fieldset")
    assert first is not None
    assert [label.get_text(strip=True) for label in first.select("label")] == [
        "E-Mail sofort und im Portal",
        "Nur im Portal",
    ]
    assert "anna@example.org" in words(page)


def test_letters_about_access_cannot_be_switched_off_by_a_forged_form(cast: Cast) -> None:
    page = choose(cast.anna, cast.linde, password_reset=PORTAL_ONLY, case_replied=PORTAL_ONLY)
    assert page.status_code == 422
    assert "kann man hier nicht wählen" in words(page, "main .errors")
    assert not Preference.objects.exists()
    # Not even a row that should not be there holds such a letter back.
    Preference.objects.create(
        company=cast.linde, recipient_user=cast.anna, kind="password_reset", choice=PORTAL_ONLY
    )
    request_password_reset(user=cast.anna, company=cast.linde)
    deliver()
    assert letters_to("anna@example.org")[-1].subject == "Neues Passwort für Ihr Portal"


@pytest.mark.parametrize("kind", ["case_received", "case_opened", "invented"])
def test_a_kind_that_is_not_annas_to_choose_is_an_error(cast: Cast, kind: str) -> None:
    assert choose(cast.anna, cast.linde, **{kind: PORTAL_ONLY}).status_code == 422
    assert not Preference.objects.exists()


def test_what_is_no_choice_is_an_error_at_its_question(cast: Cast) -> None:
    page = choose(cast.anna, cast.linde, case_replied="never", case_status=PORTAL_ONLY)
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"case_replied"}
    problems = links(page, "main .errors a")
    assert problems == {"Bitte wählen Sie eines von beiden.": "#id_mail-case_replied_0"}
    # What was chosen elsewhere is kept on the page.
    assert chosen(page)["mail-case_status"] == PORTAL_ONLY
    assert not Preference.objects.exists()


def test_nobody_reaches_anothers_choice(cast: Cast) -> None:
    choose(cast.anna, cast.linde, case_replied=PORTAL_ONLY)
    choose(cast.ben, cast.linde, case_replied=IMMEDIATELY, case_status=PORTAL_ONLY)
    assert chosen(door(cast.anna, cast.linde).get(PAGE)) == {
        "mail-case_replied": PORTAL_ONLY,
        "mail-case_status": IMMEDIATELY,
        "mail-case_due": IMMEDIATELY,
        "mail-case_shared": IMMEDIATELY,
        "mail-case_appointment": IMMEDIATELY,
        "mail-incident_raised": IMMEDIATELY,
        "mail-incident_updated": IMMEDIATELY,
        "mail-incident_ended": IMMEDIATELY,
        "mail-announcement_hung": IMMEDIATELY,
        "mail-document_published": IMMEDIATELY,
    }
    assert stranger(cast.linde).get(PAGE)["Location"].startswith("/konto/anmelden/")
    assert stranger(cast.linde).post(PAGE, {"mail-case_replied": IMMEDIATELY}).status_code == 302
    anna = Preference.objects.get(recipient_person__user=cast.anna, kind="case_replied")
    assert anna.choice == PORTAL_ONLY


def test_saving_without_the_forms_token_is_refused(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    anna.handler.enforce_csrf_checks = True
    assert anna.post(PAGE, _everything_off(anna)).status_code == 403
    assert not Preference.objects.exists()


def test_saving_twice_leaves_one_row_per_kind(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    everything = _everything_off(anna)
    for _ in range(2):
        assert anna.post(PAGE, everything)["Location"] == PAGE
    assert Preference.objects.without_mail().count() == 10


def test_who_has_no_login_gets_the_mail_whatever_was_chosen_before(
    cast: Cast, optional_parcels: None
) -> None:
    choose(cast.anna, cast.linde, parcel=PORTAL_ONLY)
    person = cast.person(cast.anna)
    assert tell(cast.lindenstrasse, person) == []
    Person.objects.filter(pk=person.pk).update(user=None)
    person.refresh_from_db()
    assert len(tell(cast.lindenstrasse, person)) == 1
    deliver()
    # And no way to a page that asks to sign in.
    assert cast.linde.absolute_url(PAGE) not in addresses_in(letters_to("anna@example.org")[-1])


def test_who_works_here_and_lives_here_chooses_once(cast: Cast) -> None:
    Person.objects.create(
        company=cast.linde, user=cast.stefan, last_name="Vogt", email="stefan@example.org"
    )
    choose(cast.stefan, cast.linde, case_replied=PORTAL_ONLY)
    assert Preference.objects.without_mail().filter(kind="case_replied").count() == 2
    # As a clerk he has left; what he chose as a resident holds.
    end_membership(membership=StaffMembership.objects.get(user=cast.stefan))
    Preference.objects.filter(recipient_person__user=cast.stefan).update(choice=IMMEDIATELY)
    page = door(cast.stefan, cast.linde).get(PAGE)
    assert chosen(page)["mail-case_replied"] == IMMEDIATELY
    assert "mail-case_opened" not in chosen(page)


def test_the_way_to_the_page(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    for path, part in (
        ("/konto/", "main"),
        ("/benachrichtigungen/", "main"),
        ("/", "header .account"),
    ):
        assert links(anna.get(path), f"{part} a")["Benachrichtigungen einstellen"] == PAGE


def test_the_mails_lead_to_the_page_in_both_parts(cast: Cast) -> None:
    answer(annas_case(cast), cast.stefan)
    deliver()
    address = cast.linde.absolute_url(PAGE)
    receipt, reply = letters_to("anna@example.org")
    assert address in addresses_in(reply)
    assert f'href="{address}"' in str(reply.alternatives[0].content)
    # The receipt always comes: nothing is to be set.
    assert address not in addresses_in(receipt)
    assert address not in str(receipt.alternatives[0].content)


def test_telling_forty_asks_the_database_as_often_as_telling_two(
    cast: Cast, optional_parcels: None
) -> None:
    tell(cast.lindenstrasse, cast.person(cast.anna))
    counts = []
    for people in (_people(cast, 2), _people(cast, 40)):
        _without_mail(people[0])
        with CaptureQueriesContext(connection) as queries:
            assert len(tell(cast.lindenstrasse, *people)) == len(people) - 1
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_database_keeps_one_recipient_and_one_row_per_kind(cast: Cast) -> None:
    person = cast.person(cast.anna)
    values = {"company": cast.linde, "kind": "case_replied", "choice": PORTAL_ONLY}
    Preference.objects.create(recipient_person=person, **values)
    for wrong in (
        {},
        {"recipient_user": cast.anna, "recipient_person": person},
        {"recipient_person": person},
        {"recipient_user": cast.anna, "choice": "daily"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Preference.objects.create(**(values | wrong))


def test_a_letter_that_shows_nowhere_else_cannot_be_made_optional() -> None:
    occasion = Occasion(Group("house", gettext_lazy("House")), for_residents="A parcel")
    with pytest.raises(ValueError, match="letter only"):
        registry.register(parcel("letter", in_portal=False, occasion=occasion))


def _everything_off(browser: Client) -> dict[str, str]:
    return dict.fromkeys(chosen(browser.get(PAGE)), PORTAL_ONLY)


def _people(cast: Cast, count: int) -> list[Person]:
    people = []
    for number in range(count):
        email = f"{number}of{count}@example.org"
        login = User.objects.create_user(email)
        people.append(
            Person.objects.create(company=cast.linde, user=login, last_name="Groß", email=email)
        )
    return people


def _without_mail(person: Person) -> None:
    Preference.objects.create(
        company=person.company, recipient_person=person, kind="parcel", choice=PORTAL_ONLY
    )
