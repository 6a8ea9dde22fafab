"""Resident and company write to each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from cases import notices, terms
from cases.actions.drafts import bring_files
from cases.actions.steps import (
    REASON_LENGTH,
    locked,
    move,
    put_in_charge,
    record,
    refuse_used_key,
    speaks_for_company,
    write,
)
from cases.models import Case, CaseEvent, CaseMessage
from cases.policies import ASSIGN, CHANGE_STATUS, NOTE, REOPEN, REPLY, case_policy
from cases.status import TransitionError, ensure_allowed
from cases.texts import preview
from portal.access.policies import ensure
from portal.accounts.models import User
from portal.documents.files import Written, atomic_with_files
from portal.documents.uploads import CheckedUpload

Status = Case.Status
Kind = CaseEvent.Kind


def reply(
    *,
    user: User,
    case: Case,
    body: str,
    submission_key: UUID,
    files: Sequence[CheckedUpload] = (),
    internal: bool = False,
    next_status: str | None = None,
    take_over: bool = False,
) -> CaseMessage:
    """Resident or staff write; staff may note internally, choose the status that follows, and
    with an answer `take_over` a case that nobody has yet.

    The same `submission_key` again gives the same message, even if the case was closed since.
    """
    rights = [NOTE if internal else REPLY]
    if next_status is not None:
        rights.append(CHANGE_STATUS)
    if take_over:
        rights.append(ASSIGN)
    letter = _Letter(user, case, body, submission_key, files, internal, take_over)
    return _send(letter, rights, next_status)


def reopen(
    *,
    user: User,
    case: Case,
    body: str,
    submission_key: UUID,
    files: Sequence[CheckedUpload] = (),
) -> CaseMessage:
    """Not fixed: a resident says what is left to do, and the case is in progress again.

    Raises TransitionError where it is not at an end, or closed for good.
    """
    letter = _Letter(user, case, body, submission_key, files)
    return _send(letter, [REPLY, REOPEN], Status.IN_PROGRESS, from_end=True)


@dataclass(frozen=True)
class _Letter:
    """What somebody writes in a case."""

    user: User
    case: Case
    body: str
    submission_key: UUID
    files: Sequence[CheckedUpload] = ()
    internal: bool = False
    take_over: bool = False


def _send(
    letter: _Letter, rights: Sequence[str], next_status: str | None, *, from_end: bool = False
) -> CaseMessage:
    known = {
        "case": letter.case,
        "author": letter.user,
        "submission_key": letter.submission_key,
    }
    repeated: CaseMessage | None = CaseMessage.objects.filter(**known).first()
    if repeated is not None:
        return repeated
    try:
        with atomic_with_files() as written:
            case = locked(letter.case)
            for right in rights:
                ensure(case_policy, letter.user, right, case)
            if from_end and case.is_unfinished:
                raise TransitionError(case.status, str(next_status))
            return _written(letter, case, next_status, written)
    except IntegrityError:
        found: CaseMessage | None = CaseMessage.objects.filter(**known).first()
        if found is None:
            key = {"author": letter.user, "submission_key": letter.submission_key}
            refuse_used_key(CaseMessage.objects.filter(**key))
            raise
        return found


def _written(letter: _Letter, case: Case, next_status: str | None, written: Written) -> CaseMessage:
    message = write(
        case,
        letter.user,
        letter.body,
        letter.submission_key,
        by_staff=speaks_for_company(case, letter.user),
        internal=letter.internal,
    )
    bring_files(message, letter.submission_key, letter.files, written)
    terms.heard(message)
    is_answer = message.by_staff and not message.is_internal
    if letter.take_over and is_answer and case.assignee is None:
        put_in_charge(case, letter.user, letter.user)
    moved = _move_after(message, next_status)
    case.save()
    notices.replied(message, actor=letter.user, moved=moved)
    return message


def _move_after(message: CaseMessage, wanted: str | None) -> bool:
    """Move the case as this message asks for; whether it moved."""
    case, user = message.case, message.author
    kind = Kind.NOTED if message.is_internal else Kind.REPLIED
    record(case, kind, user, {"message": str(message.uuid)})
    target = wanted or _follows(message)
    if target is None or target == case.status:
        return False
    ensure_allowed(case.status, target)
    reason = ""
    if target == Status.REJECTED:
        if message.is_internal:
            raise ValidationError({"body": _("Tell the resident why: a note is not sent.")})
        reason = preview(message.body, REASON_LENGTH)
    move(case, user, target, reason)
    return True


def _follows(message: CaseMessage) -> str | None:
    if message.is_internal:
        return None
    before = {Status.OPEN} if message.by_staff else {Status.WAITING_RESIDENT, Status.RESOLVED}
    return Status.IN_PROGRESS if message.case.status in before else None
