"""Forms of the page editor: reserved addresses refused, choices limited to the page's company."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from cms.slugs import check_slug
from cms.tree import company_of, tree_of
from portal.companies.models import CompanyOwned


class CompanyPageForm(WagtailAdminPageForm):
    """The base of every page form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company = company_of(self.parent_page)
        for field in self.fields.values():
            rows = getattr(field, "queryset", None)
            if rows is not None and issubclass(rows.model, CompanyOwned):
                field.queryset = rows.filter(company=self.company)

    def clean(self) -> dict[str, Any]:
        """Refuse a reserved address."""
        cleaned: dict[str, Any] = super().clean()
        if "slug" in cleaned:
            try:
                check_slug(cleaned["slug"], self.parent_page, self.instance.own_slug)
            except ValidationError as error:
                self.add_error("slug", error.error_dict["slug"])
        return cleaned


class CompanyCopyForm(CopyForm):
    """Copies stay within the company, and never land on a reserved address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A foreign page is no choice: the stock form would name it in its refusal.
        self.fields["new_parent_page"].queryset = tree_of(company_of(self.page))

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
