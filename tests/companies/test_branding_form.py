"""Managers choose two colours in the admin and see what the portal makes of them."""

from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.companies.colours import palette
from portal.companies.models import Company
from tests.doors import door


def form_address(company: Company) -> str:
    return reverse("wagtailsettings:edit", args=["companies", "brandingsettings", company.site.pk])


def save(client: Client, company: Company, brand: str) -> str:
    data = {"brand_colour": brand, "accent_colour": "#ffff00", "phone": "", "email": ""}
    return client.post(form_address(company), data, follow=True).content.decode()


def test_maria_sees_the_fitted_colours_beside_the_chosen_ones(linde: Company, maria: User) -> None:
    html = save(door(maria, linde), linde, "#ffff00")
    shades = palette("#ffff00", "#ffff00")
    assert 'value="#ffff00"' in html
    assert shades.light["brand-fill"] != "#ffff00"
    assert f'fill="{shades.light["brand-fill"]}"' in html
    assert f'fill="{shades.dark["brand-fill"]}"' in html


def test_what_is_no_colour_is_refused_and_nothing_changes(linde: Company, maria: User) -> None:
    html = save(door(maria, linde), linde, "rot")
    assert 'value="rot"' in html
    assert Company.objects.get(pk=linde.pk).branding.brand_colour == "#1c5f4c"
