"""PDFs for people: a template of ours, filled with data, set by a child process (IN-06).

Whatever people wrote goes in as data and never as markup. The result is tagged (PDF/UA-1).
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_TYPESETTER = Path(__file__).with_name("typesetter.py")
# Of the wall clock; the child limits its own computing time and memory.
_PATIENCE_SECONDS = 30
# What the built-in fonts can show: Latin, Greek, Cyrillic, Armenian, Hebrew, signs and arrows.
_SHOWN = (
    range(0x20, 0x500),
    range(0x531, 0x600),
    range(0x1E00, 0x200B),
    range(0x2010, 0x2028),
    range(0x2030, 0x2040),
    range(0x2070, 0x2110),
    range(0x2190, 0x2400),
)


class TypesettingError(Exception):
    """The document could not be set: too long, too costly, or a fault of the template."""


def typeset(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template whose `data` it reads as JSON. Raises TypesettingError."""
    shown = json.dumps(_showable(data), ensure_ascii=False)
    command = [sys.executable, "-I", str(_TYPESETTER), str(template)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own script, and nothing a person typed
            command,
            input=shown.encode(),
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
            # Nothing of ours: the portal's environment holds its secrets.
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingError("took too long") from error
    if done.returncode:
        # The last line names the fault; more of it might quote what people wrote.
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise TypesettingError(f"exit {done.returncode}: {''.join(last)[:80]}")
    return done.stdout


def showable(text: str) -> str:
    """The text with each sign no built-in font has as its number: [U+1F642]."""
    return "".join(_signs(text))


def _showable(value: Any) -> Any:
    if isinstance(value, str):
        return showable(value)
    if isinstance(value, Mapping):
        return {key: _showable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_showable(inner) for inner in value]
    return value


def _signs(text: str) -> Iterator[str]:
    for sign in text:
        shown = sign == "\n" or any(ord(sign) in known for known in _SHOWN)
        yield sign if shown else f"[U+{ord(sign):04X}]"
