"""System check: every domain model is CompanyOwned, or a reviewed exception."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page

from portal.companies.models import CompanyOwned

ROOMS = ("portal.", "cases", "faq", "cms")
# Why each is not CompanyOwned: the owner itself; a login may belong to several companies.
EXCEPTIONS = {"companies.Company", "accounts.User"}


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
