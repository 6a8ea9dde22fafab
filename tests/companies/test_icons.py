"""Icons for home screens, drawn from the company's logo or its initials, kept for ever."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image, ImageDraw

from portal.companies.icons import SHAPES, icon_url, icons_hash
from portal.companies.models import Company
from portal.demo import logos
from tests.doors import stranger
from tests.logos import break_logo, choose_logo, disc, fresh_sizes

Rgb = tuple[int, ...]


def fetch(company: Company, name: str = "maskable-512") -> Image.Image:
    answer = stranger(company).get(icon_url(company, name))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    return Image.open(BytesIO(answer.content))


def colours_of(icon: Image.Image) -> set[Rgb]:
    pixels = icon.convert("RGB").tobytes()
    return set(zip(pixels[0::3], pixels[1::3], pixels[2::3], strict=True))


def rgb(value: str) -> Rgb:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def corner(icon: Image.Image) -> Rgb:
    return pixel(icon, 2, 2)


def pixel(icon: Image.Image, x: int, y: int) -> Rgb:
    return tuple(icon.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes())


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("has_logo", [True, False])
def test_every_icon_is_a_png_of_its_size(linde: Company, name: str, has_logo: bool) -> None:
    company = choose_logo(linde, disc()) if has_logo else linde
    size = SHAPES[name].size
    assert fetch(company, name).size == (size, size)


def test_an_icon_is_kept_for_ever(linde: Company) -> None:
    answer = stranger(linde).get(icon_url(linde, "icon-192"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_logos_sign_stands_in_the_middle_on_white_paper(linde: Company) -> None:
    icon = fetch(choose_logo(linde, disc(colour="#224488")))
    assert corner(icon) == (255, 255, 255)
    assert pixel(icon, 256, 256) == rgb("#224488")


def test_a_white_logo_stands_on_the_companys_colour(linde: Company) -> None:
    icon = fetch(choose_logo(linde, disc(colour="#ffffff")))
    assert corner(icon) == rgb(linde.branding.palette.light["brand-deep"])


def test_a_logo_with_a_ground_keeps_it(linde: Company) -> None:
    icon = fetch(choose_logo(linde, disc(colour="#224488", ground="#ffdd00")))
    assert corner(icon) == rgb("#ffdd00")


def test_what_android_cuts_off_a_maskable_icon_is_ground(linde: Company) -> None:
    icon = fetch(choose_logo(linde, disc())).convert("RGB")
    outside = Image.new("L", icon.size, 255)
    # The circle of 80 % that every launcher leaves.
    ImageDraw.Draw(outside).ellipse((51, 51, 461, 461), fill=0)
    cut = Image.composite(icon, Image.new("RGB", icon.size, "white"), outside)
    assert colours_of(cut) == {(255, 255, 255)}


@pytest.mark.parametrize(("slug", "ink"), [("linde", "#1c5f4c"), ("kastanie", "#8c2f1b")])
def test_of_a_wide_logo_the_sign_before_the_name_is_taken(
    linde: Company, slug: str, ink: str
) -> None:
    icon = fetch(choose_logo(linde, logos.logo(slug))).convert("RGB")
    drawn = Image.eval(icon.convert("L"), lambda value: 255 if value < 200 else 0).getbbox()
    assert drawn is not None
    left, top, right, bottom = drawn
    assert bottom - top > 250  # The whole name beside it would leave the sign a third of this.
    assert abs((left + right) - 512) < 20
    assert rgb(ink) in colours_of(icon)


def test_a_company_without_a_logo_gets_its_initials_in_its_colour(
    linde: Company, kastanie: Company
) -> None:
    for company in (linde, kastanie):
        ground = rgb(company.branding.palette.light["brand-fill"])
        icon = fetch(company)
        assert corner(icon) == ground
        assert (255, 255, 255) in colours_of(icon)


def test_an_umlaut_keeps_its_dots(linde: Company) -> None:
    def ink_above_the_letters(name: str) -> bool:
        linde.name = name
        linde.save()
        top = fetch(linde).convert("RGB").crop((0, 0, 512, 150))
        return (255, 255, 255) in colours_of(top)

    assert ink_above_the_letters("Ölberg")
    assert not ink_above_the_letters("Olberg")


@pytest.mark.parametrize(
    "content",
    [b"no picture", disc()[:300], disc(size=60), b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["text", "cut off", "tiny", "svg"],
)
def test_a_logo_that_is_of_no_use_gives_the_initials(linde: Company, content: bytes) -> None:
    plain = fetch(linde).tobytes()
    company = choose_logo(linde, disc())
    break_logo(company, content)
    assert fetch(company).tobytes() == plain


def test_while_the_file_is_lost_the_initials_stand_in_for_minutes_only(linde: Company) -> None:
    company = choose_logo(linde, disc())
    break_logo(company, None)
    for _asked in range(2):
        answer = stranger(company).get(icon_url(company, "icon-192"))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_a_broken_logo_takes_no_page_with_it(linde: Company) -> None:
    company = choose_logo(linde, disc())
    break_logo(company, b"no picture")
    with fresh_sizes():
        page = stranger(company).get(reverse("home:emergency"))
    assert page.status_code == 200
    assert "<span>Hausverwaltung Linde</span>" in page.content.decode()


def test_an_icon_is_drawn_once(linde: Company) -> None:
    company = choose_logo(linde, disc())
    first = fetch(company).tobytes()
    # A file that is gone cannot be read again.
    break_logo(company, None)
    assert fetch(company).tobytes() == first


def test_another_companys_icon_is_not_found(linde: Company, kastanie: Company) -> None:
    assert icons_hash(linde) != icons_hash(kastanie)
    assert stranger(linde).get(icon_url(kastanie, "icon-192")).status_code == 404


def test_a_new_logo_has_a_new_address(linde: Company) -> None:
    before = choose_logo(linde, disc())
    old = icon_url(before, "icon-192")
    after = choose_logo(linde, disc(colour="#aa0000"))
    with fresh_sizes():
        assert stranger(after).get(old).status_code == 404
    assert fetch(after, "icon-192").size == (192, 192)


def test_there_are_no_icons_but_these(linde: Company) -> None:
    address = icon_url(linde, "icon-192").replace("icon-192", "icon-4096")
    assert stranger(linde).get(address).status_code == 404


def test_the_demos_companies_show_logos_of_their_own(linde: Company, kastanie: Company) -> None:
    with fresh_sizes():
        logos.write({"linde": linde, "kastanie": kastanie})
    for company in (linde, kastanie):
        page = stranger(company).get(reverse("home:emergency")).content.decode()
        assert f'alt="{company.name}" height="40"' in page
        assert f"/media/images/{company.slug}." in page
