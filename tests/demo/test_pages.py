"""What the demo's editors have written."""

from portal.demo import pages
from portal.demo.cast import Cast
from tests.doors import door, stranger
from tests.pages import words


def test_residents_read_what_editors_tell_about_their_house(cast: Cast) -> None:
    pages.write({"linde": cast.linde, "kastanie": cast.kastanie})

    view = door(cast.anna, cast.linde).get(f"/liegenschaften/{cast.lindenstrasse.uuid}/")
    assert "Der Fahrradkeller liegt links neben der Kellertreppe." in words(view)
    assert "Denkmalschutz" not in words(view)


def test_each_company_welcomes_people_in_its_own_words(cast: Cast) -> None:
    pages.write({"linde": cast.linde, "kastanie": cast.kastanie})

    assert "Rund um Ihr Zuhause" in words(stranger(cast.linde).get("/konto/anmelden/"), "body")
    kastanie = words(stranger(cast.kastanie).get("/konto/anmelden/"), "body")
    assert "gilt 14 Tage" in kastanie
    assert "Leipzig" not in kastanie
