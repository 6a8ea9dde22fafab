"""Promise 3: reached by the company's own link; one signs in and sees one's properties."""

import pytest

from portal.demo.cast import PASSWORD, Cast
from portal.properties.models import Property
from tests.doors import stranger


def sign_in(cast: Cast, company: str, email: str) -> str:
    """What somebody reads after signing in with e-mail and password on a company's host."""
    browser = stranger(getattr(cast, company))
    browser.post("/konto/anmelden/", {"login": email, "password": PASSWORD})
    return browser.get("/liegenschaften/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("company", "email", "theirs"),
    [
        ("linde", "anna@example.org", {"Lindenstraße 12"}),
        ("linde", "ben@example.org", {"WEG Gartenhof", "Rosenweg 4"}),
        ("kastanie", "clara@example.org", {"Kastanienallee 21"}),
    ],
)
def test_everybody_sees_their_own_properties_and_no_others(
    cast: Cast, company: str, email: str, theirs: set[str]
) -> None:
    page = sign_in(cast, company, email)
    shown = {p.name for p in Property.objects.all() if p.name in page}
    assert shown == theirs


def test_each_company_greets_on_its_own_host_with_its_own_name(cast: Cast) -> None:
    assert "Hausverwaltung Linde" in stranger(cast.linde).get("/", follow=True).content.decode()
    kastanie = stranger(cast.kastanie).get("/", follow=True).content.decode()
    assert "Kastanie Immobilien" in kastanie
    assert "Linde" not in kastanie


def test_clara_cannot_sign_in_at_the_other_company(cast: Cast) -> None:
    page = sign_in(cast, "linde", "clara@example.org")
    assert 'name="password"' in page


def test_a_wrong_password_and_an_unknown_address_read_the_same(cast: Cast) -> None:
    answers = set()
    for email in ("anna@example.org", "niemand@example.org", "clara@example.org"):
        answer = stranger(cast.linde).post(
            "/konto/anmelden/", {"login": email, "password": "nicht das Passwort"}
        )
        errors = answer.context["form"].errors
        answers.add((answer.status_code, str(errors)))
    assert len(answers) == 1
