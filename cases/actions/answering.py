"""Resident and company write to each other."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from cases import notices, terms
from cases.actions.drafts import hand_over
from cases.actions.steps import REASON_LENGTH, attach, locked, move, record, refuse_used_key, write
from cases.models import Case, CaseEvent, CaseMessage
from cases.policies import CHANGE_STATUS, NOTE, REPLY, case_policy
from cases.status import ensure_allowed
from cases.texts import preview
from portal.access.policies import ensure
from portal.accounts.models import User
from portal.documents.files import atomic_with_files
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
) -> CaseMessage:
    """Resident or staff write; staff may note internally and choose the status that follows.

    The same `submission_key` again gives the same message, even if the case was closed since.
    """
    known = {"case": case, "author": user, "submission_key": submission_key}
    repeated: CaseMessage | None = CaseMessage.objects.filter(**known).first()
    if repeated is not None:
        return repeated
    try:
        with atomic_with_files() as written:
            case = locked(case)
            ensure(case_policy, user, NOTE if internal else REPLY, case)
            if next_status is not None:
                ensure(case_policy, user, CHANGE_STATUS, case)
            message = write(case, user, body, submission_key, internal)
            hand_over(message, submission_key, beside=len(files))
            attach(message, files, written)
            terms.heard(message)
            moved = _move_after(message, next_status)
            case.save()
            notices.replied(message, actor=user, moved=moved)
            return message
    except IntegrityError:
        found: CaseMessage | None = CaseMessage.objects.filter(**known).first()
        if found is None:
            refuse_used_key(CaseMessage.objects.filter(author=user, submission_key=submission_key))
            raise
        return found


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
