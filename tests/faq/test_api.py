"""Questions and answers as JSON: `/api/v1/faq/`."""

from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import api_door, stranger
from tests.faq.conftest import Write


def test_strangers_must_sign_in(linde: Company) -> None:
    assert stranger(linde).get("/api/v1/faq/").status_code in {401, 403}


def test_anna_lists_her_companys_answers_with_facts_filled_in(anna: User, linde: Company) -> None:
    page = api_door(anna, linde).get("/api/v1/faq/", {"limit": 100}).json()

    entry = next(e for e in page["results"] if "Passwort" in e["question"])
    assert set(entry) == {"id", "question", "answer", "topic", "path", "changed_at"}
    assert "60 Minuten" in entry["answer"]
    assert entry["path"] == "/faq/passwort-vergessen/"
    assert entry["topic"]["name"] == "Zugang und Anmeldung"
    assert entry["changed_at"].endswith("Z")
    assert not [e for e in page["results"] if "[[" in e["answer"]]


def test_pages_of_the_list_hang_together(anna: User, linde: Company) -> None:
    client = api_door(anna, linde)
    whole = client.get("/api/v1/faq/", {"limit": 100}).json()["results"]

    collected, address = [], "/api/v1/faq/?limit=4"
    while address:
        page = client.get(address).json()
        collected += page["results"]
        address = page["next"]

    assert collected == whole


def test_search_and_topic_narrow_the_list(anna: User, linde: Company) -> None:
    client = api_door(anna, linde)

    hits = client.get("/api/v1/faq/", {"q": "kennwort zuruecksetzen"}).json()["results"]
    assert hits[0]["path"] == "/faq/passwort-vergessen/"

    topics = client.get("/api/v1/faq/topics/").json()
    emergency = next(t for t in topics if t["icon"] == "siren")
    listed = client.get("/api/v1/faq/", {"topic": emergency["id"]}).json()["results"]
    assert {e["topic"]["id"] for e in listed} == {emergency["id"]}
    nothing = client.get("/api/v1/faq/", {"topic": emergency["id"], "q": "passwort"}).json()
    assert nothing["results"] == []


def test_nonsense_in_the_query_is_a_problem_document(anna: User, linde: Company) -> None:
    answer = api_door(anna, linde).get("/api/v1/faq/", {"topic": "eins"})

    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert "topic" in answer.json()["errors"]


def test_one_answer_names_related_ones(anna: User, linde: Company) -> None:
    client = api_door(anna, linde)
    first = client.get("/api/v1/faq/", {"q": "passwort vergessen"}).json()["results"][0]

    detail = client.get(f"/api/v1/faq/{first['id']}/").json()

    related = client.get(f"/api/v1/faq/{detail['related'][0]}/").json()
    assert related["path"] == "/faq/wie-melde-ich-mich-an/"


def test_drafts_and_the_other_companys_answers_are_absent(
    anna: User, linde: Company, kastanie: Company, write: Write
) -> None:
    draft = write(linde, "Entwurf zur Hausordnung", live=False)
    foreign = write(kastanie, "Kastanien sammeln", topic="Garten", public=True)
    client = api_door(anna, linde)

    for page in (draft, foreign):
        assert client.get(f"/api/v1/faq/{page.translation_key}/").status_code == 404
        for query in ({"limit": 100}, {"q": page.title}, {"topic": str(foreign.topic.uuid)}):
            listed = client.get("/api/v1/faq/", query).json()["results"]
            assert page.title not in [entry["question"] for entry in listed]
    assert "Garten" not in [topic["name"] for topic in client.get("/api/v1/faq/topics/").json()]


def test_the_schema_describes_the_questions(anna: User, linde: Company) -> None:
    schema = api_door(anna, linde).get("/api/v1/schema/", {"format": "json"}).json()

    parameters = schema["paths"]["/api/v1/faq/"]["get"]["parameters"]
    assert {"q", "topic", "cursor", "limit"} <= {p["name"] for p in parameters}
    assert "/api/v1/faq/{uuid}/" in schema["paths"]
