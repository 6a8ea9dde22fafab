"""Sends a file: whole and unchanged or not at all, and never to be kept by anybody between."""

import hashlib
import logging

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django_sendfile import sendfile

from portal.documents.models import StoredFile
from portal.documents.scanner import Scan
from portal.documents.uploads import INLINE_TYPES

logger = logging.getLogger(__name__)

# For every answer at a link's address, the refusals too: the address itself is the key.
LINK_HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
FILE_HEADERS = {
    **LINK_HEADERS,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class FileLockedError(Exception):
    """The malware scanner has not let it through (yet)."""


class FileUnavailableError(Exception):
    """Storage has lost the file, does not answer, or holds something else than was stored."""


def deliver(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """The file as an answer.

    Raises FileLockedError when it is not scanned or infected, and FileUnavailableError, with an
    alarm logged, when it is not whole.
    """
    if file.scan != Scan.CLEAR:
        raise FileLockedError
    try:
        response = _content(request, file)
    except Exception as error:  # each storage has errors of its own, and all mean the same here
        # By kind and UUID: names of files are personal.
        logger.exception("File %s %s cannot be delivered.", file._meta.label, file.uuid)
        raise FileUnavailableError from error
    shown = file.content_type in INLINE_TYPES
    charset = "; charset=utf-8" if file.content_type.startswith("text/") else ""
    response["Content-Type"] = file.content_type + charset
    disposition = content_disposition_header(not shown, file.name)
    headers = {**FILE_HEADERS, "Content-Disposition": disposition or "attachment"}
    for name, value in headers.items():
        response[name] = value
    return response


def _content(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    storage = file.file.storage
    content = storage.open(file.file.name or "", "rb")
    if _sha256(content) != file.sha256:
        content.close()
        raise FileUnavailableError("not what was stored")
    if isinstance(storage, FileSystemStorage):
        content.close()
        # The web server's work in production (SENDFILE_URL).
        answer: HttpResponseBase = sendfile(request, storage.path(file.file.name or ""))
        return answer
    content.seek(0)
    return FileResponse(content)


def _sha256(content: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()
