"""The account page: one's data here, the language, the password; other sessions end with it."""

from django.contrib.auth import get_user_model

from portal.accounts.actions import end_membership
from portal.accounts.models import StaffMembership
from portal.companies.models import BrandingSettings, Company
from portal.demo.cast import PASSWORD, Cast
from portal.people.models import Person
from tests.doors import door, stranger
from tests.pages import links, soup, words
from tests.signin.doors import CHANGE, LOGIN, NEW_PASSWORD, can_sign_in, is_signed_in
from tests.stories import annas_case

User = get_user_model()
FORM = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


def test_anna_reads_what_the_company_has_noted(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get("/konto/").content.decode()
    for noted in ("Anna Berger", "anna@example.org", "Lindenstraße 12"):
        assert noted in page


def test_az14_the_name_is_the_one_this_company_knows(cast: Cast) -> None:
    Person.objects.create(
        company=cast.kastanie, first_name="Annette", last_name="Berger-Kurz", user=cast.anna
    )
    assert "Annette" not in door(cast.anna, cast.linde).get("/konto/").content.decode()
    elsewhere = door(cast.anna, cast.kastanie).get("/konto/").content.decode()
    assert "Annette Berger-Kurz" in elsewhere
    assert "Lindenstraße" not in elsewhere


def test_staff_have_an_account_page_too(cast: Cast) -> None:
    assert "Stefan Vogt" in door(cast.stefan, cast.linde).get("/konto/").content.decode()


def test_the_page_says_whom_to_tell_and_leads_to_everything_of_ones_own(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde).get("/konto/")
    assert "Ihre Verwaltung ändert es: 0341 555 01 20" in words(anna)
    assert {CHANGE, "/konto/benachrichtigungen/"} <= set(links(anna, "main a").values())
    assert soup(anna).select('main form[action="/konto/abmelden/"] button')
    # Nothing is changed here but the language.
    assert {field["name"] for field in soup(anna).select("main input:not([type=hidden])")} == {
        "language"
    }
    stefan = door(cast.stefan, cast.linde).get("/konto/")
    assert "Die Leitung Ihres Unternehmens ändert es." in words(stefan)


def test_without_a_phone_number_the_hint_is_a_whole_sentence(cast: Cast) -> None:
    BrandingSettings.objects.filter(site=cast.linde.site).update(phone="")
    assert "Ihre Verwaltung ändert es." in words(door(cast.anna, cast.linde).get("/konto/"))


def test_strangers_are_sent_to_the_login(linde: Company) -> None:
    for path in ("/konto/", CHANGE):
        assert stranger(linde).get(path)["Location"] == f"{LOGIN}?next={path}"


def test_the_language_is_kept_in_the_account(cast: Cast) -> None:
    browser = door(cast.anna, cast.linde)
    answer = browser.post("/sprache/", {"language": "en", "next": "/konto/"})
    assert answer["Location"] == "/konto/"
    assert browser.get("/konto/")["Content-Language"] == "en"
    assert User.objects.get(pk=cast.anna.pk).language == "en"


def test_the_account_is_not_cached(cast: Cast) -> None:
    assert "no-store" in door(cast.anna, cast.linde).get("/konto/")["Cache-Control"]
    assert "no-store" in stranger(cast.linde).get(LOGIN)["Cache-Control"]


def test_au11_a_changed_password_ends_all_other_sessions(cast: Cast) -> None:
    here, there = door(cast.anna, cast.linde), door(cast.anna, cast.linde)
    before = here.session.session_key
    answer = here.post(CHANGE, FORM)
    assert answer["Location"] == "/konto/"
    assert is_signed_in(here)
    assert here.session.session_key != before
    assert not is_signed_in(there)
    assert can_sign_in(cast.linde, cast.anna.email, NEW_PASSWORD)
    assert not can_sign_in(cast.linde, cast.anna.email, PASSWORD)


def test_au11_a_deactivated_login_is_out_at_the_next_request(cast: Cast) -> None:
    browser = door(cast.anna, cast.linde)
    assert is_signed_in(browser)
    User.objects.filter(pk=cast.anna.pk).update(is_active=False)
    assert not is_signed_in(browser)


def test_au11_who_leaves_the_company_has_no_rights_at_the_next_request(cast: Cast) -> None:
    clerk, tenant = door(cast.stefan, cast.linde), door(cast.anna, cast.linde)
    case = f"/vorgaenge/{annas_case(cast).uuid}/"
    home = f"/liegenschaften/{cast.lindenstrasse.uuid}/"
    for browser in (clerk, tenant):
        assert browser.get(home).status_code == 200
        assert browser.get(case).status_code == 200
    end_membership(membership=StaffMembership.objects.get(user=cast.stefan))
    Person.objects.filter(user=cast.anna).update(user=None)
    for browser in (clerk, tenant):
        assert browser.get(home).status_code == 404
        assert browser.get(case).status_code == 404
    for user in (cast.stefan, cast.anna):
        assert not can_sign_in(cast.linde, user.email, PASSWORD)


def test_a_change_needs_the_present_password_and_a_good_new_one(cast: Cast) -> None:
    browser = door(cast.anna, cast.linde)
    for wrong, field in (
        ({"oldpassword": "falsch"}, "oldpassword"),
        ({"password1": "kurz", "password2": "kurz"}, "password1"),
        ({"password2": "etwas anderes"}, "password2"),
    ):
        answer = browser.post(CHANGE, FORM | wrong)
        assert field in answer.context["form"].errors
    assert can_sign_in(cast.linde, cast.anna.email, PASSWORD)
