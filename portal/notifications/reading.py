"""What a reader sees of the notifications: the bell's count, and each one as a line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.companies.models import Company
from portal.notifications import registry
from portal.notifications.models import Notification
from portal.notifications.registry import Kind

# Nobody reads a larger number, and counting on would take ever longer.
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A notification in words. Without `path` there is nothing behind it any more."""

    notification: Notification
    title: str
    text: str
    icon: str
    path: str

    @property
    def is_unread(self) -> bool:
        """Whether nobody has opened it yet."""
        return self.notification.read_at is None


def unread_count(user: User, company: Company) -> int:
    """How many the login has not read at this company, counted to 100 at most."""
    rows = Notification.objects.in_portal(user, company).unread()
    count: int = rows.order_by()[:MOST_COUNTED].count()
    return count


def unread_text(count: int) -> str:
    """The count as the bell shows it: 3, or 99+."""
    return str(count) if count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"


def lines(user: User, company: Company, notifications: Iterable[Notification]) -> list[Line]:
    """The notifications in words; the targets are fetched and guarded kind by kind."""
    rows = list(notifications)
    targets: dict[int, Any] = {}
    for key in {row.kind for row in rows}:
        targets |= _targets(user, company, key, [row for row in rows if row.kind == key])
    return [_line(row, targets) for row in rows]


def line(user: User, company: Company, notification: Notification) -> Line:
    """One notification in words."""
    return lines(user, company, [notification])[0]


def title_for_staff(user: User, company: Company, notification: Notification) -> str:
    """What a letter is about; without its address, which may be a key (a link to a password)."""
    kind = registry.find(notification.kind)
    target = _targets(user, company, notification.kind, [notification]).get(notification.pk)
    if kind is None or target is None:
        return _nothing()
    return " · ".join(
        filter(None, (kind.title(notification, target), kind.text(notification, target)))
    )


def _nothing() -> str:
    return _("This is not available any more")


def _line(row: Notification, targets: Mapping[int, Any]) -> Line:
    kind = registry.find(row.kind)
    target = targets.get(row.pk)
    if kind is None or target is None:
        return Line(row, _nothing(), "", "bell-off", "")
    return Line(
        notification=row,
        title=kind.title(row, target),
        text=kind.text(row, target),
        icon=kind.icon,
        path=kind.path(row, target),
    )


def _targets(
    user: User, company: Company, key: str, rows: Sequence[Notification]
) -> Mapping[int, Any]:
    """By notification, what it is about; left out is what the reader may not see now."""
    kind = registry.find(key)
    if kind is None:
        return {}
    if kind.visible is not None:
        return kind.visible(user, company, rows)
    return {row.pk: target for row in rows if (target := _target(kind, row)) is not None}


def _target(kind: Kind, row: Notification) -> Any | None:
    target = kind.load(row)
    return target if target is not None and kind.may_see(row, target) else None
