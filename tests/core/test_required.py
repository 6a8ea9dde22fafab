"""What a run requires is really used: no suite passes on SQLite that was meant for PostgreSQL."""

import os

import pytest
from celery import current_app
from django.db import connection

from tests.required import missing

REQUIRED = os.environ.get("PORTAL_TEST_REQUIRE", "").split(",")


def test_a_missing_thing_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_TEST_REQUIRE", "redis")
    with pytest.raises(pytest.skip.Exception, match="no browser: nowhere to be had"):
        missing("browser", "nowhere to be had")


def test_a_missing_thing_that_is_required_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_TEST_REQUIRE", "redis,browser")
    with pytest.raises(pytest.fail.Exception, match="browser is required here"):
        missing("browser", "nowhere to be had")


@pytest.mark.skipif("postgresql" not in REQUIRED, reason="on SQLite here; .ci/run has PostgreSQL")
def test_the_suite_runs_on_postgresql_where_that_is_required() -> None:
    assert connection.vendor == "postgresql"


@pytest.mark.skipif("redis" not in REQUIRED, reason="embedded broker here; .ci/run has Redis")
def test_the_suite_has_redis_as_broker_where_that_is_required() -> None:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1)
        assert broker.transport.driver_type == "redis"
