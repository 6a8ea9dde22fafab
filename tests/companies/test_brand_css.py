"""The company's colours lie at an address of their own, open to everybody, cached for ever."""

from django.urls import reverse

from portal.companies.branding import stylesheet_hash, stylesheet_of
from portal.companies.models import Company
from tests.doors import stranger


def address(company: Company) -> str:
    return reverse("companies:brand", args=[stylesheet_hash(stylesheet_of(company.branding))])


def test_a_stranger_gets_the_companys_colours_to_keep_for_ever(linde: Company) -> None:
    answer = stranger(linde).get(address(linde))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "--brand-fill: #1c5f4c" in answer.content.decode()


def test_the_other_companys_colours_are_not_found_here(linde: Company, kastanie: Company) -> None:
    assert address(linde) != address(kastanie)
    assert stranger(linde).get(address(kastanie)).status_code == 404


def test_new_colours_have_a_new_address(linde: Company) -> None:
    before = address(linde)
    branding = linde.branding
    branding.brand_colour = "#224488"
    branding.save()
    linde = Company.objects.get(pk=linde.pk)
    assert stranger(linde).get(before).status_code == 404
    assert stranger(linde).get(address(linde)).status_code == 200


def test_the_login_page_links_the_companys_colours(kastanie: Company) -> None:
    page = stranger(kastanie).get(reverse("home:emergency")).content.decode()
    assert address(kastanie) in page
