"""The demo's notices in the hallways: a code for each property, and for each of many buildings."""

from portal.accounts.models import User
from portal.companies.models import Company
from portal.properties.models import EmergencyCode, Property


def write(users: dict[str, User], companies: dict[str, Company]) -> None:
    """Make the codes; they are chance, as everywhere."""
    for slug, clerk in (("linde", users["maria"]), ("kastanie", users["kai"])):
        company = companies[slug]
        for house in Property.objects.of(company).prefetch_related("buildings"):
            buildings = list(house.buildings.all())
            for building in [None, *(buildings if len(buildings) > 1 else [])]:
                EmergencyCode.objects.create(
                    company=company, property=house, building=building, created_by=clerk
                )
