"""Case staff print the letters that wait, file them as sent, or take them out of the pile."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.policies import ensure
from portal.accounts.models import User
from portal.companies.models import Company
from portal.notifications.models import Delivery, DeliveryQuerySet, Reason
from portal.notifications.paper import Stack, print_pages, stack_of
from portal.notifications.policies import HANDLE, delivery_policy

State = Delivery.State
# So many come out of the printer at once.
MOST_AT_ONCE = 50


def print_letters(*, user: User, company: Company, uuids: Iterable[UUID]) -> tuple[bytes, Stack]:
    """The PDF of these letters, oldest first, and what became of each; it may be printed again.

    What its recipient may not see any more, or what a newer letter has replaced, leaves the pile.
    Raises ValidationError when nothing is left to print, TypesettingError when it cannot be set.
    """
    rows = _chosen(user, company, uuids)
    # Written and set before anything is changed: it takes a while, and nobody waits for it.
    stack = stack_of(list(rows.select_related(*_NEEDED)[:MOST_AT_ONCE]))
    pages = print_pages(stack, company) if stack.written else b""
    now = timezone.now()
    with transaction.atomic():
        printed = rows.filter(pk__in=[row.pk for row in stack.written])
        printed.update(state=State.SENDING, claimed_at=now, reason="")
        for reason, left in stack.left_out.items():
            _leave_out(rows.filter(pk__in=[row.pk for row in left]), reason)
    if not pages:
        raise ValidationError(_("None of these letters can be printed. The list says why."))
    return pages, stack


@transaction.atomic
def file_letters(*, user: User, company: Company, uuids: Iterable[UUID]) -> int:
    """They are in the post: out of the pile; how many. Raises ValidationError for an unprinted one.

    Filing a second time changes nothing.
    """
    rows = _chosen(user, company, uuids)
    if rows.filter(state=State.PENDING).exists():
        raise ValidationError(_("Please print a letter before you file it as sent."))
    filed: int = rows.update(state=State.SENT, sent_at=timezone.now())
    return filed


@transaction.atomic
def take_out_letters(*, user: User, company: Company, uuids: Iterable[UUID]) -> int:
    """They are not needed, perhaps since somebody has called meanwhile; how many."""
    rows = _chosen(user, company, uuids)
    taken: int = rows.update(state=State.SKIPPED, reason=Reason.TAKEN_OUT)
    return taken


_NEEDED = (
    "company__site__brandingsettings",
    "notification__company__site",
    "notification__recipient_person__user",
)


def _chosen(user: User, company: Company, uuids: Iterable[UUID]) -> DeliveryQuerySet:
    """The rows among these that wait; each is asked for. Raises NotAllowedError."""
    rows: DeliveryQuerySet = delivery_policy.visible_to(user, company).letters()  # type: ignore[attr-defined] # a DeliveryQuerySet
    chosen = rows.filter(uuid__in=list(uuids)).order_by("pk")
    for row in chosen.select_related("company"):
        ensure(delivery_policy, user, HANDLE, row)
    return chosen


def _leave_out(rows: DeliveryQuerySet, reason: Reason) -> None:
    """Not needed any more, or to be mended by somebody and printed then."""
    if reason == Reason.NO_POSTAL_ADDRESS:
        rows.update(reason=reason)
    elif reason in _BROKEN:
        rows.update(state=State.FAILED, reason=reason)
    else:
        rows.update(state=State.SKIPPED, reason=reason)


_BROKEN = {Reason.BROKEN, Reason.UNKNOWN_KIND}
