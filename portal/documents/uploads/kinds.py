"""The allow-list: which endings are accepted, and how the content of each is checked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import puremagic

from portal.documents.uploads import images, names, office, pdf, text
from portal.documents.uploads.refusal import Refused

__all__ = ["ALLOWED", "INLINE_TYPES", "Checked", "Kind", "Refused", "allowed_words", "kind_of"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checked:
    """What is stored: the content, its type, and the ending its name must have ("": its own)."""

    content: bytes
    content_type: str
    suffix: str = ""


@dataclass(frozen=True)
class Kind:
    """One accepted kind of file.

    `signatures` are puremagic's names of which one must fit ("" for kinds without a signature);
    `clean` opens the content, and returns what is to be stored or raises Refused.
    """

    label: str
    suffixes: tuple[str, ...]
    signatures: frozenset[str]
    content_type: str
    clean: Callable[[bytes], bytes]
    stored_suffix: str = ""

    def check(self, content: bytes) -> Checked:
        """The content to store; Refused when it is not of this kind or cannot be opened."""
        if self.signatures and not self.signatures & _signatures_of(content):
            raise Refused(Refused.CONTENT)
        try:
            cleaned = self.clean(content)
        except Refused:
            raise
        except Exception as error:  # decoders raise whatever comes to them on a broken file
            logger.info("A %s could not be opened: %s", self.label, type(error).__name__)
            raise Refused(Refused.DAMAGED) from error
        return Checked(cleaned, self.content_type, self.stored_suffix)


def _signatures_of(content: bytes) -> set[str]:
    try:
        return {match.mime_type for match in puremagic.magic_string(content)}
    except puremagic.PureError:
        return set()


_ZIP = frozenset({"application/zip"})

ALLOWED: tuple[Kind, ...] = (
    Kind("PDF", (".pdf",), frozenset({"application/pdf"}), "application/pdf", pdf.clean),
    Kind("JPEG", (".jpg", ".jpeg"), frozenset({"image/jpeg"}), "image/jpeg", images.clean_jpeg),
    Kind("PNG", (".png",), frozenset({"image/png"}), "image/png", images.clean_png),
    Kind("WebP", (".webp",), frozenset({"image/webp"}), "image/webp", images.clean_webp),
    Kind("GIF", (".gif",), frozenset({"image/gif"}), "image/gif", images.clean_gif),
    # Few browsers show it: kept as JPEG.
    Kind(
        "HEIC",
        (".heic", ".heif"),
        frozenset({"image/heic", "image/heif"}),
        "image/jpeg",
        images.heic_as_jpeg,
        ".jpg",
    ),
    Kind("DOCX", (".docx",), _ZIP, office.DOCX, office.clean_docx),
    Kind("XLSX", (".xlsx",), _ZIP, office.XLSX, office.clean_xlsx),
    Kind("ODT", (".odt",), _ZIP, office.ODT, office.clean_odt),
    Kind("TXT", (".txt",), frozenset(), "text/plain", text.clean),
)

# What a browser may show itself; everything else is downloaded (DL-04).
INLINE_TYPES = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


def kind_of(name: str) -> Kind | None:
    """The kind this name claims to be, or None when it is not on the list."""
    suffix = names.suffix_of(name)
    return next((kind for kind in ALLOWED if suffix in kind.suffixes), None)


def allowed_words() -> str:
    """The list for people: PDF, JPEG, PNG …"""
    return ", ".join(kind.label for kind in ALLOWED)
