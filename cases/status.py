"""The transition table of a case's status (glossary.md) and its words for residents."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cases.models import Case

Status = Case.Status

TRANSITIONS: dict[str, frozenset[str]] = {
    Status.OPEN: frozenset(
        {
            Status.IN_PROGRESS,
            Status.WAITING_RESIDENT,
            Status.WAITING_PROVIDER,
            Status.RESOLVED,
            Status.REJECTED,
        }
    ),
    Status.IN_PROGRESS: frozenset(
        {Status.WAITING_RESIDENT, Status.WAITING_PROVIDER, Status.RESOLVED, Status.REJECTED}
    ),
    Status.WAITING_RESIDENT: frozenset(
        {Status.IN_PROGRESS, Status.WAITING_PROVIDER, Status.RESOLVED, Status.REJECTED}
    ),
    Status.WAITING_PROVIDER: frozenset(
        {Status.IN_PROGRESS, Status.WAITING_RESIDENT, Status.RESOLVED, Status.REJECTED}
    ),
    Status.RESOLVED: frozenset({Status.IN_PROGRESS, Status.CLOSED}),
    Status.REJECTED: frozenset({Status.IN_PROGRESS, Status.CLOSED}),
    Status.CLOSED: frozenset(),
}

RESIDENT_LABELS: dict[str, str | Promise] = {
    Status.OPEN: pgettext_lazy("status for residents", "Open"),
    Status.IN_PROGRESS: pgettext_lazy("status for residents", "In progress"),
    Status.WAITING_RESIDENT: pgettext_lazy("status for residents", "Waiting for you"),
    Status.WAITING_PROVIDER: pgettext_lazy("status for residents", "Waiting for service provider"),
    Status.RESOLVED: pgettext_lazy("status for residents", "Resolved"),
    Status.REJECTED: pgettext_lazy("status for residents", "Rejected"),
    Status.CLOSED: pgettext_lazy("status for residents", "Closed"),
}


class TransitionError(Exception):
    """The table does not allow this change; `current` is the status it has now."""

    def __init__(self, current: str, wanted: str) -> None:
        super().__init__(f"{current} -> {wanted}")
        self.current = current
        self.wanted = wanted


def allowed_next(status: str) -> list[Case.Status]:
    """Where a case may go from here, in the order of the table."""
    return [choice for choice in Case.Status if choice in TRANSITIONS[status]]


def ensure_allowed(current: str, wanted: str) -> None:
    """Raise TransitionError unless the table allows the step."""
    if wanted not in TRANSITIONS[current]:
        raise TransitionError(current, wanted)


def resident_label(status: str) -> str:
    """The status as residents read it, in the active language."""
    return str(RESIDENT_LABELS[status])
