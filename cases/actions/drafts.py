"""What is typed and uploaded before it is sent: saved, taken along by the sending, or dropped."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.drafts import Target, is_blank, kept
from cases.models import Attachment, Case, CaseMessage, Draft, DraftFile
from portal.accounts.models import User
from portal.core import conf
from portal.documents.files import Written, atomic_with_files, discard_after_commit, keep
from portal.documents.scanner import Scan
from portal.documents.uploads import CheckedUpload

MAX_DRAFTS = 20
LIFETIME = timedelta(days=30)


def save_draft(
    *,
    user: User,
    target: Target,
    submission_key: UUID,
    values: dict[str, str],
    files: Sequence[CheckedUpload] = (),
    remove: UUID | None = None,
) -> Draft | None:
    """Keep what a page holds, with new files and without the one to remove; None: it is empty.

    What `values` does not name stays as it was saved last: a file that has taken a minute to come
    must not bring back what had been typed when it left.

    Raises ValidationError when the page was already sent, or has too many files.
    """
    target.ensure_writable(user)
    with atomic_with_files() as written:
        draft = _of_page(user, target, submission_key)
        draft.values, draft.updated_at = kept({**draft.values, **values}), timezone.now()
        draft.save()
        if remove is not None:
            _drop(draft.files.filter(uuid=remove))
        ensure_few(draft.files.count() + len(files))
        _ensure_space(user, files)
        for upload in files:
            keep(DraftFile(company=draft.company, draft=draft), upload, written)
        if is_blank(draft.values) and not draft.files.exists():
            draft.delete()
            return None
        _drop_surplus(user)
    return draft


@transaction.atomic
def discard_draft(*, user: User, draft: Draft) -> None:
    """Throw the author's draft away, with its files."""
    for found in _locked(author=user, pk=draft.pk):
        _delete(found)


def purge_drafts() -> None:
    """Throw away what nobody has gone on with for 30 days; the scheduler calls this daily."""
    stale = Draft.objects.filter(updated_at__lt=timezone.now() - LIFETIME)
    for pk in stale.values_list("pk", flat=True):
        with transaction.atomic():
            for found in _locked(pk=pk, updated_at__lt=timezone.now() - LIFETIME):
                _delete(found)


def bring_files(
    message: CaseMessage, submission_key: UUID, files: Sequence[CheckedUpload], written: Written
) -> None:
    """Within the sending: what was uploaded on the page before, and what comes along, is the
    message's; the page's draft goes. Raises ValidationError for too many, infected, too large.
    """
    before = _hand_over(message, submission_key, beside=len(files))
    for upload in files:
        keep(
            Attachment(company=message.company, case=message.case, message=message),
            upload,
            written,
        )
    if before or files:
        _ensure_room(message.case)


def _hand_over(message: CaseMessage, submission_key: UUID, *, beside: int) -> int:
    """How many files the page's draft had; `beside` them come with the sending itself."""
    handed = 0
    for draft in _locked(
        company=message.company, author=message.author, submission_key=submission_key
    ):
        files = list(draft.files.all())
        ensure_few(beside + len(files))
        _ensure_clean(files)
        Attachment.objects.bulk_create(_attachment(message, file) for file in files)
        draft.delete()
        handed += len(files)
    return handed


def ensure_few(count: int) -> None:
    """Raise ValidationError when these are more files than one message may have."""
    limit = conf.upload_max_files()
    if count > limit:
        words = ngettext(
            "A message can have %(count)d file. Please remove some.",
            "A message can have at most %(count)d files. Please remove some.",
            limit,
        )
        raise ValidationError({"files": words % {"count": limit}})


def _ensure_room(case: Case) -> None:
    """Raise ValidationError when the case's files, these included, are more than it may hold.

    The caller has locked the case, or has just made it.
    """
    if _total(case.attachments.all()) > _quota():
        words = _("This case cannot take more files: %(megabytes)d MB are its limit.")
        raise ValidationError({"files": words % {"megabytes": conf.upload_quota_megabytes()}})


def _ensure_space(user: User, files: Sequence[CheckedUpload]) -> None:
    """What somebody has uploaded and not sent has an end, on however many pages they do it."""
    if not files:
        return
    # Two uploads at once wait for each other here.
    User.objects.select_for_update().get(pk=user.pk)
    waiting = _total(DraftFile.objects.filter(draft__author=user))
    if waiting + sum(file.size for file in files) > _quota():
        words = _(
            "You have uploaded %(megabytes)d MB that are not sent yet. Please send some of it, or "
            "remove files from your drafts."
        )
        raise ValidationError({"files": words % {"megabytes": conf.upload_quota_megabytes()}})


def _total(files: "QuerySet[Any]") -> int:
    size: int = files.aggregate(total=Coalesce(Sum("size"), 0))["total"]
    return size


def _quota() -> int:
    return conf.upload_quota_megabytes() * 1024 * 1024


def _ensure_clean(files: Sequence[DraftFile]) -> None:
    infected = [file.name for file in files if file.scan == Scan.INFECTED]
    if infected:
        words = _("“%(name)s” contains malware. Please remove it, then send.")
        raise ValidationError({"files": [words % {"name": name} for name in infected]})


def _of_page(user: User, target: Target, submission_key: UUID) -> Draft:
    key = {"submission_key": submission_key}
    draft: Draft | None = _locked(author=user, **key).first()
    sent = Case.objects.filter(opened_by=user, **key).exists()
    if sent or CaseMessage.objects.filter(author=user, **key).exists():
        raise ValidationError(_("This was already sent."), code="sent")
    if draft is None:
        about = {"company": target.company, **target.columns()}
        made, _new = Draft.objects.get_or_create(author=user, **key, defaults=about)
        # Another request of the same page may have made it, and may have sent it since.
        draft = _locked(pk=made.pk).first() or Draft(author=user, **key, **about)
    if any(getattr(draft, name) != value for name, value in target.columns().items()):
        raise ValidationError(_("This key was already used for something else."), code="key")
    return draft


def _locked(**which: object) -> "QuerySet[Draft]":
    rows: QuerySet[Draft] = Draft.objects.select_for_update(of=("self",)).filter(**which)
    return rows


def _attachment(message: CaseMessage, file: DraftFile) -> Attachment:
    columns = ("uuid", "name", "content_type", "size", "sha256", "scan", "created_at")
    return Attachment(
        company=message.company,
        case=message.case,
        message=message,
        file=file.file.name,
        **{name: getattr(file, name) for name in columns},
    )


def _delete(draft: Draft) -> None:
    _drop(draft.files.all())
    draft.delete()


def _drop(files: "QuerySet[DraftFile]") -> None:
    discard_after_commit(list(files))
    files.delete()


def _drop_surplus(user: User) -> None:
    for oldest in Draft.objects.filter(author=user).order_by("-updated_at", "-pk")[MAX_DRAFTS:]:
        _delete(oldest)
