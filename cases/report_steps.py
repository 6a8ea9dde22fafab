"""The pages of a report, one question each: which a topic has, and how one follows the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.models import CaseCategory, CategoryQuestion
from cases.questions import field_name
from portal.properties.models import Unit

Kind = CategoryQuestion.Kind


class Step(StrEnum):
    """A page of the report; its value stands in the address."""

    WHAT = "was"
    WHERE = "ort"
    MORE = "angaben"
    FILES = "dateien"
    CHECK = "pruefen"


@dataclass(frozen=True)
class Way:
    """The way through a report on one topic."""

    category: CaseCategory
    units: Sequence[Unit]
    questions: Sequence[CategoryQuestion]

    @property
    def steps(self) -> list[Step]:
        """The pages in their order; those with nothing to ask are left out."""
        empty = {step for step in (Step.WHERE, Step.MORE) if not self.fields(step)}
        return [step for step in Step if step not in empty]

    def fields(self, step: Step) -> list[str]:
        """The names of the fields that stand on a page."""
        if step == Step.WHAT:
            return ["subject", "body"]
        if step == Step.WHERE:
            return self._where()
        if step == Step.MORE:
            return [field_name(question) for question in self.details]
        return ["files"] if step == Step.FILES else []

    def step_of(self, name: str) -> Step:
        """The page on which a field stands; what stands on none is said at the end."""
        return next((step for step in Step if name in self.fields(step)), Step.CHECK)

    def first_of(self, names: Iterable[str]) -> Step:
        """The first page on which one of these fields stands."""
        order = list(Step)
        return min((self.step_of(name) for name in names), key=order.index, default=Step.CHECK)

    def after(self, step: Step) -> Step:
        """The page that follows."""
        return self.steps[min(self.steps.index(step) + 1, len(self.steps) - 1)]

    def before(self, step: Step) -> Step | None:
        """The page one comes from; None at the first."""
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    @property
    def asks_unit(self) -> bool:
        """A single unit needs no question where no place is asked."""
        return self.category.asks_place or len(self.units) > 1

    @property
    def details(self) -> list[CategoryQuestion]:
        """The topic's own questions that are answered in a field."""
        return [q for q in self.questions if q.kind not in {Kind.EMERGENCY, Kind.PHOTO}]

    @property
    def emergencies(self) -> list[CategoryQuestion]:
        """The questions where a yes means: call."""
        return [q for q in self.questions if q.kind == Kind.EMERGENCY]

    @property
    def photos(self) -> list[CategoryQuestion]:
        """The photos that would help."""
        return [q for q in self.questions if q.kind == Kind.PHOTO]

    def _where(self) -> list[str]:
        place = ["place"] if self.category.asks_place else []
        return ["unit", *place] if self.asks_unit else place
