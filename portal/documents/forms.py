"""The filter of the list of documents: a GET form, so that a filtered list has an address."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.documents.queries import Choice, Shelf


class FilterForm(forms.Form):
    """Offers only what there is; what nobody offered is ignored."""

    hide_optional = True
    # How each field looks a document up.
    lookups: ClassVar[dict[str, str]] = {
        "q": "title__icontains",
        "year": "dated_on__year",
        "category": "category__key",
    }

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=150,
        widget=forms.SearchInput(attrs={"class": "input"}),
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    category = forms.ChoiceField(label=pgettext_lazy("document", "Kind"), required=False)

    def __init__(self, shelf: Shelf, data: Any) -> None:
        super().__init__(data, label_suffix="")
        self._offer("year", pgettext_lazy("year", "All"), shelf.years)
        self._offer("category", pgettext_lazy("document kind", "All"), shelf.categories)

    def chosen(self) -> dict[str, Any]:
        """What to filter by."""
        self.is_valid()
        return {self.lookups[name]: value for name, value in self.cleaned_data.items() if value}

    def _offer(self, name: str, everything: Any, choices: list[Choice]) -> None:
        field = self.fields[name]
        field.choices = [("", everything), *choices]  # type: ignore[attr-defined] # all are ChoiceFields
        field.widget.attrs["class"] = "input"
