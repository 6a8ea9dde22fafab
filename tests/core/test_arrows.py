"""The order of the rooms is watched: a house with one wrong import does not pass the linter."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def rooms() -> set[str]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = " ".join(
        layer for contract in config["contracts"] for layer in contract.get("layers", [])
    )
    named = set(re.findall(r"[a-z.]+", layers))
    return named | {"cases.admin", "cases.api"}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Our rooms, all empty, under our contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in rooms():
        folder = tmp_path.joinpath(*room.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        for path in (folder, *folder.parents):
            if path == tmp_path:
                break
            (path / "__init__.py").touch()
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=house, capture_output=True, text=True)


def test_a_house_whose_rooms_import_downward_passes(house: Path) -> None:
    (house / "cases/views.py").write_text("import portal.documents, portal.core")
    (house / "portal/home/views.py").write_text("import cases, faq, portal.api")
    (house / "cases/admin/viewsets.py").write_text("import wagtail.admin")
    (house / "cases/api/views.py").write_text("import rest_framework.views")
    (house / "portal/companies/models.py").write_text("import wagtail.models")
    (house / "cases/models.py").write_text("import portal.companies.models")
    done = lint(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("portal/core/answers.py", "faq"),
        ("portal/notifications/actions.py", "cases"),
        ("portal/properties/models.py", "portal.people"),
        ("cases/views.py", "faq"),
        ("faq/views.py", "cases"),
        ("portal/signin/views.py", "portal.documents"),
        ("portal/announcements/notices.py", "portal.documents"),
        ("cases/actions.py", "portal.home"),
        ("cases/actions.py", "wagtail.models"),
        ("portal/documents/models.py", "wagtail.images"),
        ("portal/announcements/actions.py", "wagtail.log_actions"),
        ("portal/notifications/tasks.py", "wagtail"),
        ("portal/documents/views.py", "rest_framework.response"),
        ("cases/policies.py", "rest_framework"),
    ],
)
def test_a_broken_arrow_is_found(house: Path, module: str, imported: str) -> None:
    (house / module).write_text(f"import {imported}")
    done = lint(house)
    assert done.returncode == 1
    assert (
        f"{module.removesuffix('.py').replace('/', '.')} -> {imported.split('.')[0]}" in done.stdout
    )
