"""What a draft is about, and with which of their drafts somebody goes on."""

import builtins
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cases.models import Case, CaseCategory, Draft
from cases.policies import OPEN, REPLY, case_policy, category_policy
from cases.questions import answers_from
from portal.access.policies import NotAllowedError, ensure
from portal.accounts.models import User
from portal.companies.models import Company
from portal.properties.models import Property

# The fields of both forms that a draft keeps, and how much of each (a body is sent up to 10,000).
TEXTS = ("subject", "body", "place", "unit", "follows")
MAX_SIGNS = 20_000
_ANSWERS = 50


@dataclass(frozen=True)
class Target:
    """A report on a topic in a property, or an answer in a case."""

    case: Case | None = None
    category: CaseCategory | None = None
    property: Property | None = None

    @builtins.property  # the field `property` hides the built-in in this class
    def company(self) -> Company:
        """Whose it is."""
        about = self.case or self.category
        assert about is not None  # noqa: S101 -- one of both is always given
        company: Company = about.company
        return company

    def columns(self) -> dict[str, Any]:
        """The columns of Draft that say what it is about."""
        return {"case": self.case, "category": self.category, "property": self.property}

    def ensure_writable(self, user: User) -> None:
        """Raise NotAllowedError unless the user may send what they are about to write."""
        if self.case is not None:
            ensure(case_policy, user, REPLY, self.case)
        elif self.category is not None:
            ensure(category_policy, user, OPEN, self.category)
            if self.property not in category_policy.properties_for(user, self.category):
                raise NotAllowedError(OPEN)


def newest(user: User, target: Target) -> Draft | None:
    """The draft the user's next look at this form goes on with."""
    rows = Draft.objects.written_by(user, target.company).filter(**target.columns())
    found: Draft | None = rows.prefetch_related("files").first()
    return found


def of_page(user: User, target: Target, submission_key: UUID) -> Draft | None:
    """The draft of one page that is open, if it was saved and not sent."""
    rows = Draft.objects.written_by(user, target.company).filter(**target.columns())
    found: Draft | None = rows.filter(submission_key=submission_key).first()
    return found


def begun(user: User, company: Company) -> list[Draft]:
    """The user's unsent reports, newest first; those on a topic they may pick no more are left."""
    offered = category_policy.offered_to(user, company)
    rows = Draft.objects.written_by(user, company).filter(category__in=offered)
    return list(rows.select_related("category", "property")[:5])


def kept(values: dict[str, str]) -> dict[str, str]:
    """What is stored of a form's fields: no more than anybody types, no sign a database refuses."""
    answered = {f"answer-{uuid}": value for uuid, value in answers_from(values).items()}
    typed = {name: values.get(name, "") for name in TEXTS} | dict(list(answered.items())[:_ANSWERS])
    return {name: value[:MAX_SIGNS].replace("\x00", "") for name, value in typed.items()}


def is_blank(values: dict[str, str]) -> bool:
    """Whether nothing was typed; what the page itself filled in was perhaps never looked at."""
    return not any(values[name].strip() for name in values if name not in {"unit", "follows"})
