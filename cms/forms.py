"""Forms of the page editor: reserved addresses refused, choices limited to the page's company."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import Http404
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from cms.references import points_outside
from cms.slugs import check_slug
from cms.tree import company_of
from portal.access.admin.tree import pages_of
from portal.companies.models import Company, CompanyOwned


class CompanyPageForm(WagtailAdminPageForm):
    """The base of every page form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company = company_of(self.parent_page)
        for field in self.fields.values():
            if isinstance(field, ModelChoiceField) and field.queryset is not None:
                field.queryset = self._limited(field.queryset, self.company)

    def _limited(self, rows: Any, company: Company | None) -> "QuerySet[Any]":
        limited: QuerySet[Any]
        if company is None:
            limited = rows.none()
        elif issubclass(rows.model, Page):
            # Of its own kind, not `pages_of`: what is chosen keeps its type.
            limited = rows.descendant_of(company.site.root_page).exclude(pk=self.instance.pk)
        elif issubclass(rows.model, CompanyOwned):
            limited = rows.filter(company=company)
        else:
            raise ImproperlyConfigured(f"{rows.model._meta.label} belongs to no company.")
        return limited

    def clean(self) -> dict[str, Any]:
        """Refuse a reserved address."""
        cleaned: dict[str, Any] = super().clean()
        if "slug" in cleaned:
            try:
                check_slug(cleaned["slug"], self.parent_page, self.instance.own_slug)
            except ValidationError as error:
                self.add_error("slug", error.error_dict["slug"])
        return cleaned

    def _post_clean(self) -> None:
        # Django's own hook: only now the instance holds what was typed.
        super()._post_clean()
        if self.company is not None and points_outside(self.instance, self.company):
            # No message: the form shown again would name the foreign page or image.
            raise Http404


class CompanyCopyForm(CopyForm):
    """Copies stay within the company, and never land on a reserved address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A foreign page is no choice: the stock form would name it in its refusal.
        company = company_of(self.page)
        self.fields["new_parent_page"].queryset = (
            pages_of(company) if company else Page.objects.none()
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a reserved address."""
        cleaned: dict[str, Any] = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        if "new_slug" in cleaned:
            try:
                check_slug(cleaned["new_slug"], parent, self.page.specific.own_slug)
            except ValidationError as error:
                self.add_error("new_slug", error.error_dict["slug"])
        return cleaned
