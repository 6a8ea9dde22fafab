"""Kinds of notification: rooms above register how theirs are worded, linked and guarded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.accounts.models import User
from portal.companies.models import Company
from portal.notifications.models import Notification

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _no_text(notification: Notification, target: Any) -> str:
    return ""


def _never(notification: Notification, target: Any) -> bool:
    return False


def never_on_paper(notification: Notification) -> bool:
    """Somebody without e-mail is not told."""
    return False


def always_on_paper(notification: Notification) -> bool:
    """Worth paper, an envelope and a stamp."""
    return True


@dataclass(frozen=True)
class Group:
    """A heading on the page of settings; the room whose notifications these are names it."""

    key: str
    title: "_StrPromise"


@dataclass(frozen=True)
class Occasion:
    """Lets recipients do without the mails of a kind, and says what happens then in their words.

    Residents and case staff are asked in words of their own; without words they are not asked,
    since they are never told of it.
    """

    group: Group
    for_residents: "_StrPromise | str" = ""
    for_staff: "_StrPromise | str" = ""


@dataclass(frozen=True)
class Kind:
    """One kind of notification.

    `load` fetches the target within the notification's company (None when it is gone);
    `may_see` is the target's policy asked again at sending and showing; `title` words the line in
    the portal, in the active language; `path` is the address it leads to, empty where its reader
    would need a login; `template` names the mail (see core.mail) and `context` fills it, beside
    `company`, `recipient`, `url` and `outside`, which every mail gets. A kind without `in_portal`
    is a letter only.

    `visible` answers `load` and `may_see` for a whole page of the portal at once: the targets that
    the login may see now, by the notification's key. Without it each line asks on its own.
    `text` is the line below the title; `icon` the drawing beside it. A letter that `is_obsolete`
    is not sent any more, such as a reset link after a newer one.

    A kind without `occasion` is mandatory: its mail always comes, and nobody is asked.
    `on_paper` says whether it travels as a letter to people who get letters (Person.gets_letters);
    it is the same wording, in another frame. What does not is mailed to them, if it can be.
    """

    key: str
    load: Callable[[Notification], Any | None]
    may_see: Callable[[Notification, Any], bool]
    title: Callable[[Notification, Any], str]
    path: Callable[[Notification, Any], str]
    template: str
    context: Callable[[Notification, Any], dict[str, Any]]
    in_portal: bool = True
    visible: Callable[[User, Company, Sequence[Notification]], Mapping[int, Any]] | None = None
    text: Callable[[Notification, Any], str] = _no_text
    icon: str = "bell"
    is_obsolete: Callable[[Notification, Any], bool] = _never
    occasion: Occasion | None = None
    on_paper: Callable[[Notification], bool] = never_on_paper


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; called from a room's `ready()`.

    Raises ValueError on a key taken twice, and on a letter that could be switched off: nothing
    would be left of it.
    """
    if kind.key in _kinds:
        raise ValueError(f"notification kind {kind.key!r} is registered twice")
    if kind.occasion is not None and not kind.in_portal:
        raise ValueError(f"notification kind {kind.key!r} is a letter only, hence mandatory")
    _kinds[kind.key] = kind


def get(key: str) -> Kind:
    """The kind of that key; KeyError for one that no room has registered."""
    return _kinds[key]


def find(key: str) -> Kind | None:
    """The kind of that key, or None: rows outlive the room that wrote them."""
    return _kinds.get(key)


def all_kinds() -> list[Kind]:
    """Every registered kind, by key."""
    return [_kinds[key] for key in sorted(_kinds)]


def optional_kinds() -> list[tuple[Kind, Occasion]]:
    """The kinds recipients choose about, in the order the rooms have registered them."""
    return [(kind, kind.occasion) for kind in _kinds.values() if kind.occasion is not None]
