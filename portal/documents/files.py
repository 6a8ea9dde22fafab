"""Storing files: a file in storage and its row are kept together or not at all."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction
from django.db.models.fields.files import FieldFile

from portal.documents.models import StoredFile
from portal.documents.uploads import CheckedUpload

logger = logging.getLogger(__name__)

Written = list[FieldFile]


@contextmanager
def atomic_with_files() -> Iterator[Written]:
    """A transaction; files that `keep` wrote during it are removed when it is rolled back.

    What a killed process leaves behind is found by the sweep (see `tasks`).
    """
    written: Written = []
    try:
        with transaction.atomic():
            yield written
    except BaseException:
        for file in written:
            _discard(file)
        raise


def keep(row: StoredFile, upload: CheckedUpload, written: Written) -> None:
    """Write the upload to storage, then the row; inside `atomic_with_files`."""
    fields = upload.fields()
    content = fields.pop("file")
    for name, value in fields.items():
        setattr(row, name, value)
    row.file.save(row.name, content, save=False)
    written.append(row.file)
    row.save()


def discard_after_commit(rows: Iterable[StoredFile]) -> None:
    """Remove the files of rows that this transaction deletes, once they are really gone."""
    for row in rows:
        transaction.on_commit(partial(_discard, row.file), robust=True)


def _discard(file: FieldFile) -> None:
    try:
        file.storage.delete(file.name or "")
    except Exception:  # whatever a storage raises: the first error is the one to tell
        logger.exception("A file without a row stays in storage until the next sweep.")
