"""The description of the API: whole, without a warning, and with examples of what is sent."""

from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

# Everything a resident's app sends about cases, and what staff send.
SENT = {
    "/api/v1/cases/": "post",
    "/api/v1/cases/on-behalf/": "post",
    "/api/v1/cases/{uuid}/messages/": "post",
    "/api/v1/cases/{uuid}/reopen/": "post",
    "/api/v1/cases/{uuid}/rate/": "post",
    "/api/v1/cases/{uuid}/status/": "post",
    "/api/v1/cases/{uuid}/assign/": "post",
    "/api/v1/cases/{uuid}/appointment/": "put",
    "/api/v1/cases/{case}/participants/": "post",
}
WITHOUT_A_BODY = (
    "/api/v1/cases/{uuid}/resolve/",
    "/api/v1/cases/{uuid}/close/",
    "/api/v1/incidents/{uuid}/join/",
)


@pytest.fixture
def paths() -> dict[str, Any]:
    """The operations by path, made without a word of complaint."""
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        schema = SchemaGenerator(urlconf="portal.api").get_schema(public=True)
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache
    return {
        f"/api/v1{path.removeprefix('/api/v1')}": found for path, found in schema["paths"].items()
    }


def test_what_is_sent_about_cases_has_an_example(paths: dict[str, Any]) -> None:
    for path, method in SENT.items():
        content = paths[path][method]["requestBody"]["content"]["application/json"]
        assert content.get("examples"), path


def test_what_is_done_with_one_press_sends_nothing(paths: dict[str, Any]) -> None:
    for path in WITHOUT_A_BODY:
        assert "requestBody" not in paths[path]["post"], path


def test_files_go_up_before_their_report(paths: dict[str, Any]) -> None:
    assert "multipart/form-data" in paths["/api/v1/uploads/"]["post"]["requestBody"]["content"]
    assert {"get", "delete"} <= paths["/api/v1/uploads/{submission_key}/"].keys()
    record = paths["/api/v1/cases/{uuid}/record/"]["get"]["responses"]["200"]["content"]
    assert list(record) == ["application/pdf"]
