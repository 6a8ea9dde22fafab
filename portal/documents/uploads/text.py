"""Plain text: readable signs only, kept as UTF-8."""

import codecs
import unicodedata

from portal.documents.uploads.refusal import Refused

# Text that is a program or a page to somebody; it may be meant well, but not as a text.
_OTHER_THINGS = ("<", "#!", "%!", "mime-version:", "@echo", "[internetshortcut]", "[autorun]")
_ALLOWED_CONTROLS = frozenset("\t\n\r\f")


def clean(content: bytes) -> bytes:
    """The text in UTF-8; Refused when it holds anything but text."""
    text = _decoded(content)
    controls = (sign for sign in text if unicodedata.category(sign) == "Cc")
    if any(sign not in _ALLOWED_CONTROLS for sign in controls):
        raise Refused(Refused.CONTENT)
    if text.lstrip().lower().startswith(_OTHER_THINGS):
        raise Refused(Refused.CONTENT)
    return text.encode()


def _decoded(content: bytes) -> str:
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # Old Windows editors write their own code page.
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Refused.CONTENT)
