"""Forms and filters that offer and accept only what belongs to the company."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.forms import BaseForm, ModelChoiceField
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from portal.access.admin.tree import images_of, pages_of
from portal.companies.models import Company, CompanyOwned


def limit_choices(form: BaseForm, company: Company) -> None:
    """Narrow every choice of rows to the company: a foreign id is an invalid choice.

    A field whose rows belong to no company by themselves (logins, groups) must not be chosen from
    a list at all; it is refused, so that nobody offers all companies' by accident.
    """
    for name, field in form.fields.items():
        if not isinstance(field, ModelChoiceField) or field.queryset is None:
            continue
        model = field.queryset.model
        if issubclass(model, CompanyOwned):
            field.queryset = field.queryset.filter(company=company)
        elif issubclass(model, Page):
            field.queryset = pages_of(company).filter(pk__in=field.queryset.values("pk"))
        elif issubclass(model, AbstractImage):
            field.queryset = images_of(company)
        else:
            raise ImproperlyConfigured(f"{name}: {model._meta.label} belongs to no company.")


class CompanyModelForm(WagtailAdminModelForm):
    """The form of a CompanyOwned row; the view has set the company on the instance."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, self.instance.company)

    def _get_validation_exclusions(self) -> set[str]:
        # Constraints such as "one key per company" are checked, though no field shows the company.
        excluded: set[str] = super()._get_validation_exclusions()
        return excluded - {"company"}


class KeyedModelForm(CompanyModelForm):
    """The form of a row with a `key` that programs know it by: people need not invent one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = _("Empty: made from the name.")

    def clean_key(self) -> str:
        """The key as typed, else the name in letters that fit an address."""
        length = self.fields["key"].max_length
        typed: str = self.cleaned_data["key"]
        return typed or slugify(self.data.get(self.add_prefix("name"), ""))[:length].strip("-")


class CompanyFilterSet(WagtailFilterSet):
    """Filters of a listing; their choices are the company's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self.form, self.request.company)
