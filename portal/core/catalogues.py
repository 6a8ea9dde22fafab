"""Collect, check and compile the message catalogues in pure Python: needs no gettext installed."""

import os
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "portal" / "locale"
SOURCE_LANGUAGE = "en"
ROOMS = ("portal", "cms", "faq", "cases")
KEYWORDS = {
    name: arguments
    for function, arguments in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (function, f"{function}_lazy")
} | {"_": None, "gettext_noop": None}
TRANSLATORS = ("Translators:",)


def collect() -> Catalog:
    """Return every text that the rooms and their templates ask to be translated."""
    template = Catalog(project="Treppenhaus", charset="utf-8")
    for path in _sources():
        messages = _from_python(path) if path.suffix == ".py" else _from_template(path)
        place = path.relative_to(ROOT).as_posix()
        for line, text, comments, context in messages:
            template.add(text, None, [(place, line)], auto_comments=comments, context=context)
    return template


def gaps(path: Path, template: Catalog) -> list[str]:
    """Say what a catalogue lacks: texts it does not know, leaves empty, doubts, or misformats."""
    catalogue = _read(path)
    found = []
    for message in template:
        if not message.id:
            continue
        known = catalogue.get(message.id, context=message.context)
        if known is None:
            found.append(f"missing: {message.id}")
        elif not all(known.string if isinstance(known.string, tuple | list) else [known.string]):
            found.append(f"not translated: {message.id}")
        elif known.fuzzy:
            found.append(f"fuzzy: {message.id}")
        else:
            found.extend(f"{error}: {message.id}" for error in known.check(catalogue))
    return found


def update(path: Path, template: Catalog) -> None:
    """Add what is new to a catalogue and drop what nobody asks for any more."""
    catalogue = _read(path)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    content = BytesIO()
    write_po(content, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.getvalue())


def compile_stale() -> None:
    """Compile each catalogue that is newer than what Django reads of it."""
    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if not path.exists():
            continue
        if compiled.exists() and compiled.stat().st_mtime_ns > path.stat().st_mtime_ns:
            continue
        # Renamed into place: a process that starts meanwhile never reads half a catalogue.
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            write_mo(file, _read(path))
        os.replace(file.name, compiled)


def catalogues() -> list[Path]:
    """Return the path of each language's catalogue; English is what the code itself says."""
    languages = [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
    return [LOCALE / code / "LC_MESSAGES" / "django.po" for code in languages]


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted(
            path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
        )
    yield from sorted(
        path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}
    )


Messages = Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]


def _from_python(path: Path) -> Messages:
    yield from extract_from_file("python", path, keywords=KEYWORDS, comment_tags=TRANSLATORS)


def _from_template(path: Path) -> Messages:
    # Django turns tags into calls; within brackets the page's indentation is not Python's.
    calls = f"({templatize(path.read_text(encoding='utf-8'), str(path))}\n)"
    source = BytesIO(calls.encode())
    yield from extract("python", source, keywords=KEYWORDS, comment_tags=TRANSLATORS)


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(
            locale=path.parts[-3],
            header_comment="# Collected by `make messages`, translated by hand.",
            project="Treppenhaus",
            version="1",
            copyright_holder="Treppenhaus contributors",
            msgid_bugs_address="the repository's issues",
            last_translator="Treppenhaus contributors",
            language_team="Treppenhaus contributors",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])
