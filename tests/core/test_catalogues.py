"""A text that nobody has translated is found before a resident meets it."""

from pathlib import Path

import pytest
from babel.messages import Catalog

from portal.core import catalogues

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + 'msgid "Cases"\nmsgstr "Vorgänge"\n')
    return path


def texts(*ids: str | tuple[str, str]) -> Catalog:
    template = Catalog()
    for text in ids:
        template.add(text)
    return template


def test_a_complete_catalogue_has_no_gaps(german: Path) -> None:
    assert catalogues.gaps(german, texts("Cases")) == []


@pytest.mark.parametrize(
    ("entry", "gap"),
    [
        ("", "missing: Hello %(name)s"),
        ('msgid "Hello %(name)s"\nmsgstr ""\n', "not translated: Hello %(name)s"),
        ('#, fuzzy\nmsgid "Hello %(name)s"\nmsgstr "Hallo %(name)s"\n', "fuzzy: Hello %(name)s"),
        (
            '#, python-format\nmsgid "Hello %(name)s"\nmsgstr "Hallo %(nam)s"\n',
            "unknown named placeholder 'nam': Hello %(name)s",
        ),
    ],
)
def test_a_gap_is_named(german: Path, entry: str, gap: str) -> None:
    german.write_text(german.read_text() + "\n" + entry)
    assert catalogues.gaps(german, texts("Cases", "Hello %(name)s")) == [gap]


def test_an_update_adds_the_new_drops_the_unused_and_keeps_the_translated(german: Path) -> None:
    catalogues.update(german, texts("Cases", ("one file", "%(count)s files")))
    content = german.read_text()
    assert 'msgstr "Vorgänge"' in content
    assert 'msgid_plural "%(count)s files"' in content
    catalogues.update(german, texts("Documents"))
    assert "Cases" not in german.read_text()


def test_texts_are_found_in_python_and_in_templates() -> None:
    found = {message.id for message in catalogues.collect()}
    assert {"German", "Skip to content"} <= found
    assert any(isinstance(text, tuple) for text in found), "plurals too"
