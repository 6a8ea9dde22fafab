"""System check: every domain model is CompanyOwned, or a reviewed exception."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page

from portal.companies.models import Company, CompanyOwned
from portal.core.startup import PRODUCTION

HTTPS_PORT = 443

ROOMS = ("portal.", "cases", "faq", "cms")
# Why each is not CompanyOwned: the owner itself; a login may belong to several companies, and the
# wrong passwords tried for it count wherever they were tried. Hours and closed days are lines of
# a company's settings, loaded and saved with them only.
EXCEPTIONS = {
    "companies.Company",
    "companies.OfficeHours",
    "companies.ClosedPeriod",
    "accounts.User",
    "signin.Attempt",
}


def _is_room(config: AppConfig) -> bool:
    return config.name.startswith(ROOMS)


@register()
def every_row_has_a_company(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Report models of our rooms that could hold rows of no company."""
    errors: list[CheckMessage] = []
    for config in filter(_is_room, app_configs or apps.get_app_configs()):
        for model in config.get_models():
            # Pages and site settings belong to a company by their place in its tree.
            if issubclass(model, CompanyOwned | Page | BaseSiteSetting):
                continue
            if model._meta.label not in EXCEPTIONS:
                errors.append(
                    Error(
                        f"{model._meta.label} is not CompanyOwned.",
                        hint="Derive it from CompanyOwned, or list it with its reason.",
                        id="companies.E001",
                    )
                )
    return errors


@register(PRODUCTION, Tags.database, deploy=True)
def links_in_mails_are_safe(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report companies whose links, made from their Site row, would not begin with https."""
    if not databases:
        return []
    unsafe = Company.objects.filter(is_active=True).exclude(site__port=HTTPS_PORT)
    return [
        Error(
            f"Links of {company} begin with http.",
            hint=f"Give its site the port {HTTPS_PORT}.",
            id="companies.E002",
        )
        for company in unsafe
    ]
