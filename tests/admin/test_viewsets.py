"""Properties, people and ties in the admin: guarded per object, tried with forged posts."""

from datetime import date

import pytest
from django.urls import reverse

from portal.accounts.models import Role, StaffMembership, User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.people.models import Occupancy, Person
from portal.properties.models import Property
from tests.doors import door

VIEWSETS = ("property", "person", "occupancy", "board")


def rows(cast: Cast, company: Company) -> dict[str, int]:
    """One object of each viewset at the company."""
    person = Person.objects.of(company).first()
    return {
        "property": Property.objects.of(company).first().pk,
        "person": person.pk,
        "occupancy": Occupancy.objects.of(company).first().pk,
        "board": 1 if company != cast.linde else person.company.pk,
    }


def pages(cast: Cast, company: Company) -> list[str]:
    """Every address of every viewset for objects of the company."""
    found = []
    for name in VIEWSETS:
        found += [reverse(f"{name}:{view}") for view in ("index", "index_results", "add")]
    for name, pk in rows(cast, company).items():
        if name == "board":
            continue
        found += [reverse(f"{name}:{v}", args=[pk]) for v in ("edit", "delete", "history")]
    found += [
        reverse("person:inspect", args=[rows(cast, company)["person"]]),
        reverse("property:inspect", args=[rows(cast, company)["property"]]),
    ]
    return found


def test_a_manager_opens_every_page(maria: User, linde: Company, cast: Cast) -> None:
    client = door(maria, linde)
    for path in pages(cast, linde):
        assert client.get(path).status_code == 200, path


def test_another_companys_objects_are_not_there(
    maria: User, linde: Company, kastanie: Company, cast: Cast
) -> None:
    client = door(maria, linde)
    before = list(Person.objects.of(kastanie).values())
    for name, pk in rows(cast, kastanie).items():
        if name == "board":
            continue
        for view in ("edit", "delete", "history", "inspect"):
            if view == "inspect" and name == "occupancy":
                continue
            path = reverse(f"{name}:{view}", args=[pk])
            for answer in (client.get(path), client.post(path, {"last_name": "gekapert"})):
                assert answer.status_code == 404, path
    assert list(Person.objects.of(kastanie).values()) == before


def test_lists_and_exports_name_own_people_only(stefan: User, linde: Company) -> None:
    client = door(stefan, linde)
    for query in ("", "?q=Novak", "?export=csv"):
        answer = client.get(reverse("person:index") + query)
        content = b"".join(answer) if answer.streaming else answer.content
        assert b"clara@example.org" not in content, query
    assert "anna@example.org" in client.get(reverse("person:index")).text


def test_editors_residents_and_strangers_find_nothing(
    eva: User, anna: User, kai: User, linde: Company, cast: Cast
) -> None:
    for user in (eva, anna, kai):
        client = door(user, linde)
        for path in pages(cast, linde):
            assert client.get(path).status_code == 404, (user, path)
            assert client.post(path, {"last_name": "gekapert"}).status_code == 404, (user, path)


def test_a_clerk_keeps_people_and_only_reads_properties(
    stefan: User, linde: Company, cast: Cast
) -> None:
    client = door(stefan, linde)
    person = {"last_name": "Neu", "first_name": "Nora", "language": "de", "salutation": ""}
    person |= {"contact_by": "mail"}
    assert client.post(reverse("person:add"), person).status_code == 302
    assert Person.objects.get(last_name="Neu").company == linde
    house = reverse("property:edit", args=[cast.lindenstrasse.pk])
    answer = client.post(house, {"name": "gekapert"})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_home")
    cast.lindenstrasse.refresh_from_db()
    assert cast.lindenstrasse.name != "gekapert"


def test_only_a_manager_deletes_a_person(
    stefan: User, maria: User, linde: Company, cast: Cast
) -> None:
    person = Person.objects.create(company=linde, last_name="Doppelt")
    path = reverse("person:delete", args=[person.pk])
    door(stefan, linde).post(path)
    assert Person.objects.filter(pk=person.pk).exists()
    door(maria, linde).post(path)
    assert not Person.objects.filter(pk=person.pk).exists()


def test_a_person_in_use_stays_and_the_page_says_why(
    maria: User, linde: Company, cast: Cast, anna: User
) -> None:
    person = cast.person(anna)
    answer = door(maria, linde).post(reverse("person:delete", args=[person.pk]), follow=True)
    assert answer.status_code == 200
    assert Person.objects.filter(pk=person.pk).exists()
    assert [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize("field", ["person", "unit"])
def test_a_foreign_person_or_unit_cannot_be_tied(
    field: str, stefan: User, linde: Company, cast: Cast, anna: User, clara: User
) -> None:
    form = {
        "person": cast.person(anna).pk,
        "unit": cast.annas_flat.pk,
        "role": "tenant",
        "starts_on": "2026-01-01",
        "ends_on": "",
    }
    foreign = {"person": cast.person(clara).pk, "unit": cast.claras_flat.pk}
    client = door(stefan, linde)
    count = Occupancy.objects.count()
    errors = [
        client.post(reverse("occupancy:add"), form | {field: pk}).context["form"].errors[field]
        for pk in (foreign[field], 999_999)
    ]
    assert errors[0] == errors[1]
    assert Occupancy.objects.count() == count


def test_a_clerk_ties_a_person_to_a_unit(
    stefan: User, linde: Company, cast: Cast, ben: User
) -> None:
    client = door(stefan, linde)
    form = client.get(reverse("occupancy:add") + f"?person={cast.person(ben).pk}")
    assert "Kastanie" not in form.text
    data = {
        "person": cast.person(ben).pk,
        "unit": cast.annas_flat.pk,
        "role": "owner",
        "starts_on": "2026-01-01",
        "ends_on": "",
    }
    assert client.post(reverse("occupancy:add"), data).status_code == 302
    made = Occupancy.objects.get(person=cast.person(ben), unit=cast.annas_flat)
    assert (made.company, made.starts_on) == (linde, date(2026, 1, 1))


def test_a_manager_takes_a_clerk_in(maria: User, linde: Company) -> None:
    form = {
        "email": "Nina@example.org",
        "first_name": "Nina",
        "last_name": "Neu",
        "role": "clerk",
    }
    assert door(maria, linde).post(reverse("staff:add"), form).status_code == 302
    nina = User.objects.get(email="nina@example.org")
    assert door(nina, linde).get("/admin/").status_code == 200
    assert not nina.has_usable_password()


@pytest.mark.parametrize("who", ["kai", "operator"])
def test_who_works_elsewhere_cannot_be_taken_in(
    who: str, maria: User, linde: Company, kai: User
) -> None:
    User.objects.create_superuser("operator@example.org", "portal-demo-2026")
    form = {
        "email": f"{who}@example.org",
        "first_name": "x",
        "last_name": "y",
        "role": "manager",
    }
    answer = door(maria, linde).post(reverse("staff:add"), form)
    assert answer.context["form"].errors["email"]
    assert not StaffMembership.objects.of(linde).filter(user__email=form["email"]).exists()


def test_a_manager_changes_a_role_and_ends_a_membership(
    maria: User, stefan: User, linde: Company
) -> None:
    path = reverse("staff:edit", args=[stefan.memberships.get().pk])
    client = door(maria, linde)
    client.post(path, {"role": "editor", "is_active": "on"})
    assert stefan.memberships.get().role == Role.EDITOR
    assert [group.name for group in stefan.groups.all()] == ["linde: editor"]
    client.post(path, {"role": "editor"})
    assert not stefan.memberships.get().is_active
    assert not stefan.groups.exists()


def test_a_manager_cannot_change_their_own_membership(maria: User, linde: Company) -> None:
    path = reverse("staff:edit", args=[maria.memberships.get().pk])
    for form in ({"role": "manager"}, {"role": "clerk", "is_active": "on"}):
        assert door(maria, linde).post(path, form).status_code == 302
    membership = maria.memberships.get()
    assert membership.is_active
    assert membership.role == Role.MANAGER


def test_forged_rights_in_the_staff_form_are_ignored(
    maria: User, stefan: User, linde: Company, kastanie: Company
) -> None:
    membership = stefan.memberships.get()
    form = {
        "role": "clerk",
        "is_active": "on",
        "company": kastanie.pk,
        "user": maria.pk,
        "is_superuser": "on",
        "groups": [1, 2, 3, 4],
    }
    door(maria, linde).post(reverse("staff:edit", args=[membership.pk]), form)
    membership.refresh_from_db()
    stefan.refresh_from_db()
    assert (membership.company, membership.user) == (linde, stefan)
    assert not stefan.is_superuser
    assert [group.name for group in stefan.groups.all()] == ["linde: clerk"]


def test_only_managers_see_the_staff(stefan: User, eva: User, linde: Company) -> None:
    for user in (stefan, eva):
        assert door(user, linde).get(reverse("staff:index")).status_code == 404


def test_the_kastanies_memberships_are_not_there(maria: User, kai: User, linde: Company) -> None:
    client, path = door(maria, linde), reverse("staff:edit", args=[kai.memberships.get().pk])
    assert client.get(path).status_code == 404
    assert client.post(path, {"role": "clerk"}).status_code == 404
    assert kai.memberships.get().is_active
