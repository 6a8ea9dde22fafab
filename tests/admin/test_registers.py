"""Registers by wagtail-modeladmin: managers keep them, clerks read them, others find nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import CaseCategory, CategoryQuestion, Urgency
from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned
from portal.demo.cast import Cast
from portal.documents.models import DocumentCategory
from portal.properties.models import Building, EmergencyContact, ServiceProvider, Unit
from tests.doors import door

MODELS = (
    Building,
    Unit,
    ServiceProvider,
    EmergencyContact,
    CaseCategory,
    CategoryQuestion,
    DocumentCategory,
)
NAMES = {
    Building: "register_gebaeude",
    Unit: "register_einheiten",
    ServiceProvider: "register_dienstleister",
    EmergencyContact: "register_notfallnummern",
    CaseCategory: "register_vorgangsarten",
    CategoryQuestion: "register_fragen",
    DocumentCategory: "register_dokumentenarten",
}


def url(model: type[CompanyOwned], action: str, *args: Any) -> str:
    return reverse(f"{NAMES[model]}_modeladmin_{action}", args=args)


def row(model: type[CompanyOwned], company: Company) -> Any:
    """An entry of the company's register."""
    key = f"probe-{company.slug}"
    if model is CaseCategory:
        return CaseCategory.objects.create(
            company=company, key=key, group="damage", name=key, urgency=Urgency.LOW
        )
    if model is DocumentCategory:
        return DocumentCategory.objects.create(company=company, key=key, name=key)
    return model.objects.of(company).first()


@pytest.mark.parametrize("model", MODELS)
def test_a_manager_lists_adds_and_reads(
    model: type[CompanyOwned], maria: User, linde: Company
) -> None:
    client, own = door(maria, linde), row(model, linde)
    for path in (
        url(model, "index"),
        url(model, "create"),
        url(model, "edit", own.pk),
        url(model, "inspect", own.pk),
        url(model, "history", own.pk),
        url(model, "delete", own.pk),
        url(model, "index") + "?export=csv",
    ):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("model", MODELS)
def test_a_clerk_reads_and_changes_nothing(
    model: type[CompanyOwned], stefan: User, linde: Company
) -> None:
    client, own = door(stefan, linde), row(model, linde)
    count = model.objects.count()
    assert client.get(url(model, "index")).status_code == 200
    assert client.get(url(model, "inspect", own.pk)).status_code == 200
    for path in (
        url(model, "create"),
        url(model, "edit", own.pk),
        url(model, "delete", own.pk),
    ):
        for answer in (client.get(path), client.post(path, {"name": "gekapert"})):
            assert answer.status_code == 302, path
            assert answer["Location"] == reverse("wagtailadmin_home")
    assert model.objects.count() == count
    assert not model.objects.filter(pk=own.pk, **{_label(model): "gekapert"}).exists()


def _label(model: type[CompanyOwned]) -> str:
    return "label" if model in {Unit, CategoryQuestion} else "name"


@pytest.mark.parametrize("model", MODELS)
def test_another_companys_entry_is_not_there(
    model: type[CompanyOwned], maria: User, linde: Company, kastanie: Company
) -> None:
    client, foreign = door(maria, linde), row(model, kastanie)
    for action in ("edit", "delete", "inspect", "history"):
        path = url(model, action, foreign.pk)
        for answer in (client.get(path), client.post(path, {"name": "gekapert"})):
            assert answer.status_code == 404, path
        assert client.get(url(model, action, 999_999)).status_code == 404
        assert client.get(url(model, action, "x-1")).status_code == 404
    assert model.objects.filter(pk=foreign.pk).exists()
    assert url(model, "inspect", foreign.pk) not in client.get(url(model, "index")).text


@pytest.mark.parametrize("model", MODELS)
def test_editors_and_residents_find_no_register(
    model: type[CompanyOwned], eva: User, anna: User, linde: Company
) -> None:
    own = row(model, linde)
    for user in (eva, anna):
        client = door(user, linde)
        for path in (url(model, "index"), url(model, "create"), url(model, "inspect", own.pk)):
            assert client.get(path).status_code == 404, (user, path)


def test_the_kastanies_clerk_finds_no_register_of_linde(kai: User, linde: Company) -> None:
    assert door(kai, linde).get(url(Building, "index")).status_code == 404


def test_choices_and_filters_offer_the_companys_rows_only(
    maria: User, linde: Company, cast: Cast
) -> None:
    client = door(maria, linde)
    for path in (
        url(Building, "index"),
        url(Building, "create"),
        url(Unit, "index"),
        url(Unit, "create"),
        url(ServiceProvider, "create"),
        url(EmergencyContact, "create"),
    ):
        page = client.get(path).text
        assert cast.kastanienallee.name not in page, path
        assert cast.sonnenhang.name not in page, path


def test_a_forged_foreign_property_is_an_invalid_choice(
    maria: User, linde: Company, cast: Cast
) -> None:
    client = door(maria, linde)
    foreign, never = cast.kastanienallee.pk, 999_999
    answers = [
        client.post(url(Building, "create"), {"name": "Hinterhaus", "property": pk})
        for pk in (foreign, never)
    ]
    errors = [answer.context["form"].errors["property"] for answer in answers]
    assert errors[0] == errors[1]
    assert not Building.objects.filter(name="Hinterhaus").exists()


def test_a_new_entry_belongs_to_the_company_whatever_the_form_says(
    maria: User, linde: Company, kastanie: Company, cast: Cast
) -> None:
    form = {
        "name": "Hinterhaus",
        "property": cast.lindenstrasse.pk,
        "company": kastanie.pk,
        "street": "",
    }
    assert door(maria, linde).post(url(Building, "create"), form).status_code == 302
    assert Building.objects.get(name="Hinterhaus").company == linde


def test_a_key_used_twice_is_an_error_of_the_form(maria: User, linde: Company) -> None:
    row(DocumentCategory, linde)
    form = {"name": "x", "key": "probe-linde", "default_audience": "owners", "position": 1}
    answer = door(maria, linde).post(url(DocumentCategory, "create"), form)
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_key_is_made_from_the_name(maria: User, linde: Company) -> None:
    form = {"name": "Wärme & Öl", "key": "", "default_audience": "owners", "position": 1}
    assert door(maria, linde).post(url(DocumentCategory, "create"), form).status_code == 302
    assert DocumentCategory.objects.of(linde).filter(key="warme-ol").exists()


@pytest.mark.parametrize(
    "lookup",
    [
        "property__cases__opened_by__password__startswith=a",
        "company__slug=kastanie",
        "units__occupancies__person__email__contains=anna",
        "uuid__startswith=a",
    ],
)
def test_lookups_nobody_offered_are_refused(lookup: str, stefan: User, linde: Company) -> None:
    assert door(stefan, linde).get(f"{url(Building, 'index')}?{lookup}").status_code == 400


def test_an_entry_in_use_cannot_be_deleted(maria: User, linde: Company, cast: Cast) -> None:
    building = cast.annas_flat.building
    answer = door(maria, linde).post(url(Building, "delete", building.pk), follow=True)
    assert [str(message) for message in answer.context["messages"]]
    assert Building.objects.filter(pk=building.pk).exists()


def test_an_entry_nothing_points_to_is_deleted(maria: User, linde: Company) -> None:
    entry = row(DocumentCategory, linde)
    door(maria, linde).post(url(DocumentCategory, "delete", entry.pk))
    assert not DocumentCategory.objects.filter(pk=entry.pk).exists()


def test_a_list_needs_as_many_queries_for_few_entries_as_for_many(
    stefan: User, linde: Company, cast: Cast
) -> None:
    client = door(stefan, linde)

    def queries() -> int:
        client.get(url(Unit, "index"))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(Unit, "index"))
        return len(captured)

    few = queries()
    Unit.objects.bulk_create(
        Unit(company=linde, building=cast.annas_flat.building, label=f"Keller {n}")
        for n in range(120)
    )
    assert queries() == few <= 20
