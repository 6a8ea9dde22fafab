"""Files of messages: a file on the disk and its row are kept together or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import transaction
from django.db.models.fields.files import FieldFile

from cases.models import Attachment, CaseMessage

Written = list[FieldFile]


class CheckedUpload(Protocol):
    """What portal.documents.uploads.check() gives for each accepted file."""

    def fields(self) -> dict[str, Any]:
        """The values of a StoredFile: file, name, content_type, size, sha256."""


@contextmanager
def atomic_with_files() -> Iterator[Written]:
    """A transaction; files written during it are removed again when it is rolled back."""
    written: Written = []
    try:
        with transaction.atomic():
            yield written
    except BaseException:
        for file in written:
            file.storage.delete(file.name or "")
        raise


def attach(message: CaseMessage, files: Sequence[CheckedUpload], written: Written) -> None:
    """Keep the files with the message; what reaches the disk is noted in `written`."""
    for upload in files:
        fields = upload.fields()
        content = fields.pop("file")
        attachment = Attachment(
            company=message.company, case=message.case, message=message, **fields
        )
        attachment.file.save(attachment.name, content, save=False)
        written.append(attachment.file)
        attachment.save()
