"""The cast as fixtures: every story is told by the same eight people of two companies."""

import os
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker
from wagtail.models import Collection, Locale, Page
from wagtail.search.models import IndexEntry

from portal.accounts.models import User
from portal.companies.models import Company
from portal.core.catalogues import compile_stale
from portal.demo.cast import Cast, load

# Playwright's event loop runs in the test's thread; the database calls around it are ours.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the German catalogue once, before the workers of pytest-xdist read it."""
    if not hasattr(config, "workerinput"):
        compile_stale()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Load the cast once; each test runs in a transaction on top of it.

    Instead of pytest-django's own, which makes no database for a run that has only tests of
    `tests/browser` that share one world: they are not marked as using it.
    """
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False)
        if connection.vendor == "sqlite":
            _make_full_text_table()
        present_cast()
    yield
    with django_db_blocker.unblock():
        _end_other_sessions()
        teardown_databases(databases, verbosity=0)


def _make_full_text_table() -> None:
    """Wagtail's search looks into a virtual table with triggers, which only its migration makes;
    here the tables come straight from the models (settings.test).
    """
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {IndexEntry._meta.db_table}_fts")
        for operation in migration.operations[-1].database_operations:
            cursor.execute(operation.sql)


def _end_other_sessions() -> None:
    """Threads of a live server may hold a connection still; PostgreSQL drops no database then.

    By a new connection: this thread has a second one while Playwright's event loop runs in it, and
    a test that cut all lines over the one has left the other dead.
    """
    if connection.vendor == "postgresql":
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast; loaded anew after a test that emptied the tables."""
    return present_cast()


def present_cast() -> Cast:
    """The cast as it lies in the database, or loaded anew."""
    found = Cast.fetch()
    if found is None:
        _restore_roots()
        found = load()
    return found


def _restore_roots() -> None:
    """What Wagtail's migrations made and a flush has taken away."""
    ContentType.objects.clear_cache()
    if not Locale.objects.exists():
        Locale.objects.create(language_code="de")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get())


@pytest.fixture
def linde(cast: Cast) -> Company:
    """Hausverwaltung Linde, on localhost."""
    return cast.linde


@pytest.fixture
def kastanie(cast: Cast) -> Company:
    """Kastanie Immobilien, on kastanie.localhost."""
    return cast.kastanie


@pytest.fixture
def anna(cast: Cast) -> User:
    """Anna Berger, tenant of flat 3 in Lindenstraße 12."""
    return cast.anna


@pytest.fixture
def ben(cast: Cast) -> User:
    """Ben Yılmaz, owner and board member of WEG Gartenhof, landlord in Rosenweg 4."""
    return cast.ben


@pytest.fixture
def clara(cast: Cast) -> User:
    """Clara Novak, tenant at Kastanie: sees nothing of Linde."""
    return cast.clara


@pytest.fixture
def dora(cast: Cast) -> User:
    """Dora Klein, moved out of Anna's flat last year."""
    return cast.dora


@pytest.fixture
def stefan(cast: Cast) -> User:
    """Stefan Vogt, clerk at Linde."""
    return cast.stefan


@pytest.fixture
def maria(cast: Cast) -> User:
    """Maria Lenz, manager at Linde."""
    return cast.maria


@pytest.fixture
def eva(cast: Cast) -> User:
    """Eva Roth, editor at Linde."""
    return cast.eva


@pytest.fixture
def kai(cast: Cast) -> User:
    """Kai Brandt, clerk at Kastanie."""
    return cast.kai


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """Limits and remembered counts of one story do not reach the next."""
    from django.core.cache import cache

    yield
    cache.clear()
