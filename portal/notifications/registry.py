"""Kinds of notification: rooms above register how theirs are worded, linked and guarded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.notifications.models import Notification


@dataclass(frozen=True)
class Kind:
    """One kind of notification.

    `load` fetches the target within the notification's company (None when it is gone);
    `may_see` is the target's policy asked again at sending and showing; `title` words the line in
    the portal, in the active language; `path` is the address it leads to; `template` names the mail
    (see core.mail) and `context` fills it. A kind without `in_portal` is a letter only.
    """

    key: str
    load: Callable[[Notification], Any | None]
    may_see: Callable[[Notification, Any], bool]
    title: Callable[[Notification, Any], str]
    path: Callable[[Notification, Any], str]
    template: str
    context: Callable[[Notification, Any], dict[str, Any]]
    in_portal: bool = True


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; called from a room's `ready()`. Raises ValueError on a key taken twice."""
    if kind.key in _kinds:
        raise ValueError(f"notification kind {kind.key!r} is registered twice")
    _kinds[kind.key] = kind


def get(key: str) -> Kind:
    """The kind of that key; KeyError when its room is not installed any more."""
    return _kinds[key]


def all_kinds() -> list[Kind]:
    """Every registered kind, by key."""
    return [_kinds[key] for key in sorted(_kinds)]
