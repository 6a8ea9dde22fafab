"""File names as people may see them: no path, nothing invisible, no longer than the column."""

import re
import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

MAX_LENGTH = 150  # StoredFile.name
_MAX_SUFFIX = 10
# Signs that file systems refuse or that mean something to a browser or a shell.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Names that Windows keeps for devices.
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL"] + [f"{device}{i}" for device in ("COM", "LPT") for i in range(10)]
)


def shown(raw: str) -> str:
    """The name to show and to download under; never part of a path in storage (UP-02)."""
    name = unicodedata.normalize("NFC", raw).replace("\\", "/").rsplit("/", 1)[-1]
    # Control signs, bidi overrides and other invisible ones (Cc, Cf), halves of signs (Cs),
    # private and unassigned ones (Co, Cn), and the separators that are not a plain space.
    name = "".join(" " if _is_space(sign) else sign for sign in name if not _is_invisible(sign))
    name = _FORBIDDEN.sub("_", " ".join(name.split())).strip(". ").lstrip("-~ ")
    stem, suffix = _split(name)
    stem = stem.rstrip(". ") or _("file")
    if stem.upper() in _DEVICES:
        stem = f"{stem}_"
    return f"{stem[: MAX_LENGTH - len(suffix)].rstrip()}{suffix}"


def suffix_of(name: str) -> str:
    """The ending, in lower case, with its dot."""
    return _split(name)[1].lower()


def with_suffix(name: str, suffix: str) -> str:
    """The name with this ending instead of its own, unless it already has it."""
    stem, own = _split(name)
    if own.lower() == suffix or not suffix:
        return name
    return f"{stem[: MAX_LENGTH - len(suffix)]}{suffix}"


def _split(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    if len(suffix) > _MAX_SUFFIX:
        return name, ""
    return name[: len(name) - len(suffix)], suffix


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not _is_space(sign)


def _is_space(sign: str) -> bool:
    return sign in "\t\n\r" or unicodedata.category(sign) in {"Zs", "Zl", "Zp"}
