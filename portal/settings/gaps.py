"""What production must be told, and what it must not be told: found before anything starts."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ImproperlyConfigured

Problem = str | None
Rule = Callable[[str], Problem]

SECRET_LENGTH, SECRET_VARIETY = 50, 10


def _secret(value: str) -> Problem:
    if "insecure" in value or "change" in value.lower():
        return "is an example, not a secret"
    if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_VARIETY:
        return f"needs {SECRET_LENGTH} random characters or more"
    return None


def _hosts(value: str) -> Problem:
    hosts = [host.strip() for host in value.split(",")]
    # A bare dot or a suffix of one label (".de") lets as many in as the asterisk does.
    too_wide = [host for host in hosts if "*" in host or (host[:1] == "." and "." not in host[1:])]
    return f"must name hosts, not {', '.join(too_wide)}" if too_wide else None


def _database(value: str) -> Problem:
    kinds = ("postgres://", "postgresql://")
    return None if value.startswith(kinds) else "must be a postgres:// address"


def _broker(value: str) -> Problem:
    return "must be a server's (redis:// or amqp://)" if value.startswith("filesystem") else None


def _sender(value: str) -> Problem:
    return "is the example's address" if value.rstrip(">").endswith("@example.org") else None


def _mail_backend(value: str) -> Problem:
    kept = ("filemail", "filebased", "locmem", "console", "dummy")
    return "keeps mails here instead of sending them" if any(k in value for k in kept) else None


def _anything(value: str) -> Problem:
    return None


RULES: Mapping[str, tuple[str, Rule]] = {
    "SECRET_KEY": ("the secret that signs sessions and links", _secret),
    "ALLOWED_HOSTS": ("the companies' host names, with commas between", _hosts),
    "DATABASE_URL": ("where PostgreSQL is", _database),
    "CELERY_BROKER_URL": ("where Redis or RabbitMQ is", _broker),
    "CACHE_URL": ("where Redis is, for what all processes must know at once", _anything),
    "DEFAULT_FROM_EMAIL": ("the address that mails are sent from", _sender),
}


def refuse(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured with everything that keeps production from starting, at once."""
    problems = []
    for name, (purpose, rule) in RULES.items():
        value = environment.get(name, "").strip()
        problem = rule(value) if value else f"is missing: {purpose}"
        if problem:
            problems.append(f"{name} {problem}.")
    if environment.get("DEBUG", "").strip().lower() not in {"", "0", "false", "off", "no"}:
        problems.append("DEBUG shows settings and code to strangers: leave it out.")
    if problem := _mail_backend(environment.get("EMAIL_BACKEND", "")):
        problems.append(f"EMAIL_BACKEND {problem}.")
    if not (environment.get("EMAIL_HOST") or environment.get("EMAIL_BACKEND")):
        problems.append("EMAIL_HOST (SMTP) or EMAIL_BACKEND (a mail provider's) is missing.")
    if problems:
        raise ImproperlyConfigured("\n  ".join(["Production does not start like this:", *problems]))
