"""PDF: starts as one, can be opened, has a page."""

from io import BytesIO

import pikepdf

from portal.documents.uploads.refusal import Refused


def clean(content: bytes) -> bytes:
    """The PDF as it came; Refused unless a reader could show a page of it."""
    # Readers look for the header anywhere near the start; a file that is something else first
    # (a script, an archive) is not taken.
    if not content.startswith(b"%PDF-"):
        raise Refused(Refused.CONTENT)
    try:
        with pikepdf.open(BytesIO(content)) as opened:
            pages = len(opened.pages)
    except pikepdf.PasswordError as error:
        raise Refused(Refused.PASSWORD) from error
    if not pages:
        raise Refused(Refused.DAMAGED)
    return content
