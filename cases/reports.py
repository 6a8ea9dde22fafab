"""A report before it becomes a case: checked against what its resident holds and may pick."""

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import Case, CaseCategory, CaseMessage, Urgency
from cases.policies import case_policy, category_policy
from cases.questions import check_answers, tells_of_emergency
from cases.texts import clean_line, clean_text
from portal.access.policies import NotAllowedError
from portal.accounts.models import User
from portal.people.models import Person
from portal.people.residency import Residency, residency_of
from portal.properties.models import Property, Unit


@dataclass(frozen=True)
class Report:
    """What a resident wants to tell the company, as typed and chosen, or told to a clerk."""

    category: CaseCategory
    property: Property
    unit: Unit | None
    place: str
    subject: str
    body: str
    # The closed case it goes on with.
    follows: Case | None = None
    # Answers to the topic's questions by their UUIDs.
    answers: Mapping[str, str] = field(default_factory=dict)
    source: str = Case.Source.PORTAL
    # Filled in by the check: the answers with their questions, and whose case it becomes.
    kept: Sequence[dict[str, str]] = ()
    resident: Person | None = None

    def checked(self, holder: User | Person) -> "Report":
        """The same with clean texts, for the resident whose login or record this is.

        Raises ValidationError, its messages keyed by field. A clerk leaves open what was not said.
        """
        problems: dict[str, list[str]] = {}
        for name, message in self._misfits(holder):
            problems.setdefault(name, []).append(message)
        texts = {}
        for name in ("place", "subject", "body"):
            try:
                texts[name] = self._clean(name)
            except ValidationError as error:
                problems |= error.message_dict
        kept: list[dict[str, str]] = []
        try:
            complete = self.source == Case.Source.PORTAL
            kept = check_answers(self.category, self.answers, complete=complete)
        except ValidationError as error:
            problems |= error.message_dict
        if problems:
            raise ValidationError(problems)
        return replace(
            self,
            place=texts["place"],
            subject=texts["subject"],
            body=texts["body"],
            kept=kept,
            resident=_residency(holder, self.property).person,
        )

    @builtins.property  # the field `property` hides the built-in in this class
    def urgency(self) -> str:
        """The topic's; with one emergency question answered yes it is one, whoever asked it."""
        return Urgency.EMERGENCY if tells_of_emergency(self.kept) else self.category.urgency

    def reporter(self) -> Person:
        """Whose case it becomes; known once the report is checked."""
        if self.resident is None:
            raise NotAllowedError
        return self.resident

    def _misfits(self, holder: User | Person) -> list[tuple[str, str]]:
        residency = _residency(holder, self.property)
        if self.property not in residency.properties:
            return [("property", _("Choose one of your properties."))]
        units = [u for u in residency.units if u.building.property_id == self.property.pk]
        if self.unit is not None and self.unit not in units:
            return [("unit", _("Choose one of your units in this property."))]
        if self.property not in category_policy.properties_for(holder, self.category):
            return [("property", _("This topic does not exist for this property."))]
        if self.follows is not None and not self._may_follow(holder, self.follows):
            return [("follows", _("A case can only follow one of yours that is closed."))]
        return []

    @staticmethod
    def _may_follow(holder: User | Person, case: Case) -> bool:
        if isinstance(holder, Person):
            return False
        closed = case.status == Case.Status.CLOSED and case_policy.is_own(holder, case)
        return closed and case_policy.may_see(holder, case)

    def _clean(self, name: str) -> str:
        value: str = getattr(self, name)
        if name == "body":
            return clean_text(name, value, limit=_limit(CaseMessage, name))
        return clean_line(name, value, limit=_limit(Case, name), required=name == "subject")


def _residency(holder: User | Person, property: Property) -> Residency:
    residency = residency_of(holder, property.company)
    if residency is None:
        raise NotAllowedError
    return residency


def _limit(model: type[Case] | type[CaseMessage], name: str) -> int:
    limit: int = model._meta.get_field(name).max_length  # type: ignore[union-attr, assignment] # a text field of ours has one
    return limit
