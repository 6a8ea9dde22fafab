"""Small pictures of photos, beside the name of a file: drawn anew from the pixels, never a part of
the file itself, and only of what the scanner lets through.
"""

import logging

from django.core.cache import cache
from django.http import HttpResponse

from portal.documents.delivery import FILE_HEADERS, FileLockedError, FileUnavailableError
from portal.documents.models import StoredFile
from portal.documents.scanner import Scan
from portal.documents.uploads.images import FORMATS, small_webp

logger = logging.getLogger(__name__)

# Drawing takes some 50 ms; a thread is read more than once on the day something happens in it.
_KEPT_SECONDS = 24 * 3600


def preview_of(file: StoredFile) -> HttpResponse:
    """The picture (WebP); the caller has asked the policy.

    Raises FileLockedError for what is not scanned, and FileUnavailableError for what is no
    picture or cannot be read.
    """
    if file.scan != Scan.CLEAR:
        raise FileLockedError
    if file.content_type not in FORMATS:
        raise FileUnavailableError("not a picture")
    response = HttpResponse(_drawn(file), content_type="image/webp")
    for name, value in FILE_HEADERS.items():
        response[name] = value
    return response


def _drawn(file: StoredFile) -> bytes:
    key = f"preview:{file.sha256}"
    kept: bytes | None = cache.get(key)
    if kept is not None:
        return kept
    try:
        with file.file.open("rb") as content:
            picture = small_webp(content.read(), FORMATS[file.content_type])
    except Exception as error:  # each storage and each decoder has errors of its own
        # By kind and UUID: names of files are personal.
        logger.warning("No preview of %s %s: %s", file._meta.label, file.uuid, type(error).__name__)
        raise FileUnavailableError from error
    cache.set(key, picture, _KEPT_SECONDS)
    return picture
