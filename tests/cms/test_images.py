"""Editors' images: shown on their company's host, signed in or not, and on no other."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.urls import reverse
from PIL import Image as Picture

from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import door, stranger
from tests.logos import choose_logo, fresh_sizes


@pytest.fixture
def logo(linde: Company, settings: LazySettings, tmp_path: Path) -> str:
    """Linde has chosen a logo; gives the address the header shows it at."""
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Picture.new("RGB", (600, 200), "#1c5f4c").save(file, "PNG")
    choose_logo(linde, file.getvalue())
    with fresh_sizes():
        page = stranger(linde).get(reverse("home:emergency")).content.decode()
    start = page.index('<img src="') + len('<img src="')
    return page[start : page.index('"', start)]


def test_a_stranger_sees_the_logo_in_a_small_size(linde: Company, logo: str) -> None:
    answer = stranger(linde).get(logo)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert "public" in answer.headers["Cache-Control"]
    assert Picture.open(BytesIO(answer.getvalue())).height <= 96


def test_the_logo_bears_the_companys_name(linde: Company, logo: str, anna: User) -> None:
    page = door(anna, linde).get(reverse("home:start")).content.decode()
    assert 'alt="Hausverwaltung Linde"' in page


def test_another_companys_host_does_not_know_it(kastanie: Company, logo: str, clara: User) -> None:
    assert door(clara, kastanie).get(logo).status_code == 404
    assert stranger(kastanie).get(logo).status_code == 404


@pytest.mark.parametrize("name", ["secret.txt", "../portal.sqlite3", "images/none.png"])
def test_what_no_editor_has_uploaded_is_not_found(
    name: str, linde: Company, logo: str, settings: LazySettings
) -> None:
    Path(settings.MEDIA_ROOT, "secret.txt").write_text("lies in the folder")
    assert stranger(linde).get(f"/media/{name}").status_code == 404
