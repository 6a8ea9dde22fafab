"""Small pictures of photos: drawn anew, for readers of the case alone, and only once scanned."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Attachment, Case
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.documents.scanner import Scan
from tests.documents.samples import phone_exif, photo
from tests.doors import door, stranger
from tests.stories import annas_case, answer, paper


@pytest.fixture
def case(cast: Cast) -> Case:
    """With a photo of Anna's phone, held upright, and a PDF of Stefan's."""
    sent = SimpleUploadedFile("flur.jpg", photo(size=(800, 400), exif=phone_exif(orientation=6)))
    case = annas_case(cast, files=uploads.check([sent]))
    answer(case, cast.stefan, files=uploads.check([paper()]))
    return case


def path_of(file: Attachment) -> str:
    return f"/vorgaenge/{file.case.uuid}/dateien/{file.uuid}/bild/"


def test_the_page_shows_the_photo_small_and_the_pdf_by_its_name(cast: Cast, case: Case) -> None:
    flur, bill = case.attachments.order_by("pk")
    for who, page in (("anna", "/vorgaenge/"), ("stefan", "/admin/vorgaenge/")):
        shown = door(getattr(cast, who), cast.linde).get(f"{page}{case.uuid}/").text
        assert path_of(flur) in shown
        assert path_of(bill) not in shown


def test_the_picture_is_small_upright_and_tells_nothing_else(cast: Cast, case: Case) -> None:
    flur = case.attachments.order_by("pk")[0]
    answered = door(cast.anna, cast.linde).get(path_of(flur))
    assert answered["Content-Type"] == "image/webp"
    assert answered["Cache-Control"] == "private, no-store"
    assert "sandbox" in answered["Content-Security-Policy"]
    with Image.open(BytesIO(answered.content)) as drawn:
        assert drawn.size == (160, 320)
        assert not drawn.getexif()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("mode", ["RGBA", "P", "L"])
def test_every_kind_of_picture_has_one(cast: Cast, kind: str, mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (900, 30)).convert("RGBA" if kind == "WEBP" else mode).save(out, kind)
    sent = SimpleUploadedFile(f"bild.{kind.lower()}", out.getvalue())
    case = annas_case(cast, files=uploads.check([sent]))
    answered = door(cast.anna, cast.linde).get(path_of(case.attachments.get()))
    with Image.open(BytesIO(answered.content)) as drawn:
        assert drawn.size == (320, 11)


@pytest.mark.parametrize("who", ["ben", "clara", "dora", "eva", "kai", ""])
def test_others_get_no_picture(cast: Cast, case: Case, who: str) -> None:
    flur = case.attachments.order_by("pk")[0]
    client = door(getattr(cast, who), cast.linde) if who else stranger(cast.linde)
    assert client.get(path_of(flur)).status_code in {302, 404}


def test_what_is_not_scanned_has_none_and_shows_none(cast: Cast, case: Case) -> None:
    for scan in (Scan.PENDING, Scan.INFECTED):
        case.attachments.update(scan=scan)
        flur = case.attachments.order_by("pk")[0]
        client = door(cast.anna, cast.linde)
        assert client.get(path_of(flur)).status_code == 409
        assert path_of(flur) not in client.get(f"/vorgaenge/{case.uuid}/").text


def test_a_paper_has_none(cast: Cast, case: Case) -> None:
    bill = case.attachments.order_by("pk")[1]
    assert door(cast.anna, cast.linde).get(path_of(bill)).status_code == 404


def test_a_photo_that_storage_has_lost_breaks_no_page(cast: Cast, case: Case) -> None:
    flur = case.attachments.order_by("pk")[0]
    Path(flur.file.path).unlink()
    client = door(cast.anna, cast.linde)
    assert client.get(path_of(flur)).status_code == 404
    assert client.get(f"/vorgaenge/{case.uuid}/").status_code == 200
