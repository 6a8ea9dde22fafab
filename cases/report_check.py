"""A report as its author looks it over: what was answered, and where to change it."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.circles import CIRCLE_NAMES, circles_by_rule
from cases.models import CaseCategory
from cases.questions import in_words
from cases.report_form import ReportForm
from cases.report_steps import Step
from portal.properties.models import Property

# (word, value, address where it is changed), as the component `answers` takes it.
Row = tuple[str, str, str]


def summary_of(form: ReportForm, house: Property, change: Callable[[Step], str]) -> list[Row]:
    """Every answer in the order of the pages; what was left open says so."""
    way = form.way
    rows = [(_("Property"), house.name, "")]
    for step in way.steps:
        for name in way.fields(step):
            if name != "files":
                label = str(form.fields[name].label)
                rows.append((label, _value(form, name) or "–", change(step)))
    files = ", ".join(file.name for file in form.kept_files)
    rows.append((pgettext("of a report", "Files"), files or _("None"), change(Step.FILES)))
    return rows


def readers_by_rule(category: CaseCategory) -> list[str]:
    """Who reads every case on this topic, beside the resident and the company."""
    return [str(CIRCLE_NAMES[circle]) for circle in circles_by_rule(category)]


def _value(form: ReportForm, name: str) -> str:
    typed = str(form.data.get(name, ""))
    if name == "unit":
        return str(dict(form["unit"].field.choices).get(typed, ""))  # type: ignore[attr-defined] # a ChoiceField has them
    question = next((q for q in form.way.details if name.endswith(str(q.uuid))), None)
    return in_words(question, typed) if question else typed
