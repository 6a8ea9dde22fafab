"""App configuration of the room `companies`."""

from functools import partial
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from portal.companies.models import Company


class CompaniesConfig(AppConfig):
    """Connects the system checks of this room."""

    name = "portal.companies"
    label = "companies"

    def ready(self) -> None:
        """Load the checks, which Django collects by import, and offer a company's own facts."""
        from portal.companies import checks  # noqa: F401 -- imported for its registration
        from portal.core import facts

        facts.register_of_company("company_name", _("Name of the company"), _read_name)
        facts.register_of_company("company_phone", _("Phone of the company"), _read_phone)
        for name, label in (
            ("email", _("E-mail of the company")),
            ("address", _("Postal address of the company")),
            ("office_hours", _("Office hours of the company")),
        ):
            facts.register_of_company(f"company_{name}", label, partial(_read_branding, name))


def _read_name(company: "Company") -> str:
    return company.name


def _read_phone(company: "Company") -> str:
    # A number that breaks over two lines is copied wrong.
    return company.branding.phone.replace(" ", "\N{NO-BREAK SPACE}")


def _read_branding(name: str, company: "Company") -> str:
    value: str = getattr(company.branding, name)
    return value
