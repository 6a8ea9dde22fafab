"""Me and my properties, as JSON."""

from portal.demo.cast import Cast
from tests.doors import api_door, stranger
from tests.stories import annas_case


def test_anna_reads_who_she_is_and_where_she_lives(cast: Cast) -> None:
    answer = api_door(cast.anna, cast.linde).get("/api/v1/me/").json()
    assert answer["email"] == "anna@example.org"
    assert answer["company"]["name"] == "Hausverwaltung Linde"
    assert [o["unit"]["label"] for o in answer["occupancies"]] == ["Wohnung 3"]
    assert answer["staff_role"] is None


def test_annas_properties_are_hers_alone(cast: Cast) -> None:
    answer = api_door(cast.anna, cast.linde).get("/api/v1/properties/").json()
    assert [row["id"] for row in answer["results"]] == [str(cast.lindenstrasse.uuid)]


def test_a_property_names_the_emergency_number_and_who_is_on_call(cast: Cast) -> None:
    path = f"/api/v1/properties/{cast.lindenstrasse.uuid}/"
    answer = api_door(cast.anna, cast.linde).get(path).json()
    assert answer["emergency_contacts"][0]["phone"] == "0341 555 01 99"
    assert "heating" in [row["trade"]["code"] for row in answer["on_call_providers"]]


def test_a_foreign_property_is_answered_like_one_that_never_was(cast: Cast) -> None:
    anna = api_door(cast.anna, cast.linde)
    foreign = anna.get(f"/api/v1/properties/{cast.kastanienallee.uuid}/")
    never = anna.get("/api/v1/properties/00000000-0000-4000-8000-000000000000/")
    assert foreign.status_code == never.status_code == 404
    assert foreign.content == never.content
    assert foreign.headers["Content-Type"] == "application/problem+json"


def test_claras_session_is_nobody_on_lindes_host(cast: Cast) -> None:
    clara = api_door(cast.clara, cast.kastanie)
    assert clara.get("/api/v1/me/").status_code == 200
    assert clara.get("/api/v1/me/", SERVER_NAME="localhost").status_code == 403


def test_a_stranger_reads_nothing(cast: Cast) -> None:
    assert stranger(cast.linde).get("/api/v1/properties/").status_code == 403


def test_the_schema_describes_the_api(cast: Cast) -> None:
    schema = api_door(cast.anna, cast.linde).get("/api/v1/schema/?format=json").json()
    assert "/api/v1/properties/{uuid}/" in schema["paths"]


def test_the_api_tells_times_in_utc(cast: Cast) -> None:
    case = annas_case(cast)
    answer = api_door(cast.anna, cast.linde).get(f"/api/v1/cases/{case.uuid}/").json()
    assert answer["created_at"].endswith("Z")
    assert answer["updated_at"].endswith("Z")
