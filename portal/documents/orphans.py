"""Files without a row: what a process left behind that was killed between file and commit."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.core.files.storage import Storage
from django.utils import timezone

from portal.documents.models import StoredFile, private_storage

logger = logging.getLogger(__name__)

# Younger ones may belong to a transaction that is still open.
GRACE = timedelta(hours=20)
# The shape of models.private_key: nothing else in the storage is ours to judge.
_COMPANY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PREFIX = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{32}")


def sweep() -> int:
    """Remove files that no row of any room knows; returns how many."""
    storage, removed = private_storage(), 0
    for folder in _folders(storage):
        names = set(filter(_NAME.fullmatch, storage.listdir(folder)[1]))
        for name in sorted(names - _known(names)):
            key = f"{folder}/{name}"
            if storage.get_modified_time(key) >= timezone.now() - GRACE:
                continue
            # Once more: sent between two looks, a draft's file has just become an attachment.
            if name not in _known({name}):
                storage.delete(key)
                removed += 1
    if removed:
        logger.warning("Removed %d files without a row.", removed)
    return removed


def _folders(storage: Storage) -> Iterator[str]:
    for company in filter(_COMPANY.fullmatch, _subfolders(storage, "")):
        for prefix in filter(_PREFIX.fullmatch, _subfolders(storage, company)):
            yield f"{company}/{prefix}"


def _subfolders(storage: Storage, folder: str) -> list[str]:
    try:
        return storage.listdir(folder)[0]
    except FileNotFoundError:  # nothing has been stored yet
        return []


def _known(names: set[str]) -> set[str]:
    """Of these names, each the UUID of its row, those that a row of any room has."""
    models = [model for model in apps.get_models() if issubclass(model, StoredFile)]
    uuids = [UUID(hex=name) for name in names]
    return {
        uuid.hex
        for model in models
        for uuid in model.objects.filter(uuid__in=uuids).values_list("uuid", flat=True)
    }
