"""The one gate for files of people: `check` them, then store what it hands back.

A file passes when its ending, its signature and its content say the same and the content can
really be opened. What is stored is what was opened: places and serial numbers are taken out of
photos first (security.md, UP-01 to UP-08).
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import conf
from portal.documents import scanner
from portal.documents.scanner import Scan
from portal.documents.uploads import names
from portal.documents.uploads.kinds import (
    ALLOWED,
    INLINE_TYPES,
    Checked,
    Kind,
    Refused,
    allowed_words,
    kind_of,
)

__all__ = [
    "ALLOWED",
    "INLINE_TYPES",
    "CheckedUpload",
    "FilesRefusedError",
    "Kind",
    "allowed_words",
    "check",
]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CheckedUpload:
    """A file that passed; `fields()` creates any StoredFile from it."""

    file: "UploadedFile[Any]"
    name: str
    content_type: str
    size: int
    sha256: str
    scan: str

    def fields(self) -> dict[str, Any]:
        """The columns of StoredFile."""
        return {
            "file": self.file,
            "name": self.name,
            "content_type": self.content_type,
            "size": self.size,
            "sha256": self.sha256,
            "scan": self.scan,
        }


class FilesRefusedError(ValidationError):
    """Some files were refused; `passed` holds the others, so that nobody sends them twice."""

    def __init__(self, problems: list[ValidationError], passed: list[CheckedUpload]) -> None:
        super().__init__(problems)
        self.passed = passed


def check(files: "Sequence[UploadedFile[Any]]") -> list[CheckedUpload]:
    """Check each file; raise one FilesRefusedError with a message for each that is refused.

    Raises ValidationError when there are too many.
    The content of a file may be rewritten (photos lose their place), so check each file once.
    """
    limit = conf.upload_max_files()
    if len(files) > limit:
        raise ValidationError(
            ngettext(
                "You can send %(count)d file at a time.",
                "You can send at most %(count)d files at a time.",
                limit,
            )
            % {"count": limit},
            code="too_many_files",
        )
    passed: list[CheckedUpload] = []
    problems: list[ValidationError] = []
    for file in files:
        try:
            passed.append(_check_one(file))
        except ValidationError as problem:
            problems.append(problem)
    if problems:
        raise FilesRefusedError(problems, passed)
    return passed


def _check_one(file: "UploadedFile[Any]") -> CheckedUpload:
    name = names.shown(file.name or "")
    kind = kind_of(name)
    if kind is None:
        raise _problem(Refused.TYPE, name)
    if not file.size:
        raise _problem(Refused.EMPTY, name)
    if file.size > conf.upload_max_bytes():
        raise _problem(Refused.SIZE, name)
    file.seek(0)
    try:
        checked = kind.check(file.read())
    except Refused as refused:
        raise _problem(refused.reason, name) from refused
    # A converted photo may have grown.
    if len(checked.content) > conf.upload_max_bytes():
        raise _problem(Refused.SIZE, name)
    scan = scanner.ask(checked.content)
    if scan == Scan.INFECTED:
        logger.warning("The malware scanner refused an upload.")
        raise _problem(Refused.MALWARE, name)
    return _rewritten(file, names.with_suffix(name, checked.suffix), checked, scan)


def _rewritten(file: "UploadedFile[Any]", name: str, checked: Checked, scan: str) -> CheckedUpload:
    # Into the upload's own memory or temporary file, which Django closes with the request.
    file.seek(0)
    file.truncate()
    file.write(checked.content)
    file.flush()
    file.seek(0)
    file.size = len(checked.content)
    return CheckedUpload(
        file=file,
        name=name,
        content_type=checked.content_type,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        scan=scan,
    )


def _problem(reason: str, name: str) -> ValidationError:
    words = {
        Refused.TYPE: _("“%(name)s” cannot be sent. Allowed are: %(allowed)s."),
        Refused.EMPTY: _("“%(name)s” is empty. Please choose the file again."),
        Refused.SIZE: _("“%(name)s” is too large. A file may have at most %(megabytes)d MB."),
        Refused.CONTENT: _(
            "“%(name)s” does not contain what its name says. Allowed are: %(allowed)s."
        ),
        Refused.DAMAGED: _("“%(name)s” is damaged and cannot be opened. Please send it again."),
        Refused.PASSWORD: _(
            "“%(name)s” is protected by a password. Please send it without a password."
        ),
        Refused.PIXELS: _("“%(name)s” has too many pixels. Please send a smaller picture."),
        Refused.MALWARE: _("“%(name)s” contains malware and was not accepted."),
        Refused.MACROS: _("“%(name)s” contains macros. Please send it as PDF."),
    }[reason]
    params = {
        "name": name,
        "allowed": allowed_words(),
        "megabytes": conf.upload_max_megabytes(),
    }
    return ValidationError(words % params, code=reason)
