"""Later rounds for files the scanner had no answer about: opened, locked, or asked about again."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction

from portal.documents import scanner
from portal.documents.models import StoredFile
from portal.documents.scanner import Scan

logger = logging.getLogger(__name__)

# In one round, for each kind of file; the scheduler comes back in a minute.
_AT_A_TIME = 50

# What a room does about an infected file of its own, by its model.
_alarms: dict[type[StoredFile], Callable[[Any], None]] = {}


def register_alarm(model: type[StoredFile], alarm: Callable[[Any], None]) -> None:
    """Say who is told of an infected file of this model; called from a room's `ready()`."""
    if model in _alarms:
        raise ValueError(f"an alarm for {model.__name__} is registered twice")
    _alarms[model] = alarm


def scan_pending() -> int:
    """Ask about all files that wait, the oldest first; returns how many have their answer now."""
    answered = 0
    for file in _waiting():
        verdict = _verdict_on(file)
        if verdict == Scan.PENDING:
            # It is down, or does not take a file of that size: the others of its kind wait too.
            continue
        answered += settle(file, verdict)
    return answered


@transaction.atomic
def settle(file: StoredFile, verdict: Scan) -> bool:
    """Keep the verdict, once, and raise the alarm; whether it was this call that did."""
    model = type(file)
    waiting = model._default_manager.filter(pk=file.pk, scan=Scan.PENDING)
    if not waiting.update(scan=verdict):
        return False
    if verdict == Scan.INFECTED:
        file.scan = verdict
        # By kind and UUID: names of files are personal.
        logger.error("Malware was found in %s %s; it stays locked.", model._meta.label, file.uuid)
        if alarm := _alarms.get(model):
            alarm(file)
    return True


def _waiting() -> Iterator[StoredFile]:
    for model in apps.get_models():
        if issubclass(model, StoredFile):
            rows = model._default_manager.filter(scan=Scan.PENDING).order_by("pk")
            yield from rows.select_related("company")[:_AT_A_TIME]


def _verdict_on(file: StoredFile) -> Scan:
    try:
        with file.file.open("rb") as content:
            return scanner.ask(content.read())
    except Exception:  # whatever a storage raises: asked about again in the next round
        logger.exception("File %s %s cannot be read.", file._meta.label, file.uuid)
        return Scan.PENDING
