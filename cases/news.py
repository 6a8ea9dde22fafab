"""What has come to a case since somebody last looked at it, in one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import CaseEvent, CaseMessage
from cases.status import resident_label
from cases.thread import anchor_of
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class News:
    """A line to announce; `anchor` is the first new letter's place on the page."""

    text: str = ""
    anchor: str = ""


def moment_of(text: str) -> datetime | None:
    """The moment an address names; None if it names none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def news_since(
    since: datetime | None,
    reader: User,
    letters: Iterable[CaseMessage],
    events: Iterable[CaseEvent],
) -> News:
    """The letters of others, else where the case stands now; nothing one did oneself."""
    if since is None:
        return News()
    new = [it for it in letters if it.created_at > since and it.author_id != reader.pk]
    if new:
        text = ngettext("A new message", "%(number)s new messages", len(new))
        return News(text % {"number": len(new)}, anchor_of(new[0]))
    status = CaseEvent.Kind.STATUS
    moves = [it for it in events if it.kind == status and it.created_at > since]
    if moves and moves[-1].actor_id != reader.pk:
        return News(_("Status: %(status)s") % {"status": resident_label(moves[-1].data["to"])})
    return News()
