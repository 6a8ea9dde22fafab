"""Typed readers of the portal's own settings; the FAQ's facts come from here too."""

from datetime import timedelta

from django.conf import settings


def document_link_lifetime() -> timedelta:
    """How long a link to a file works (promise 4: 60 minutes)."""
    return timedelta(minutes=document_link_minutes())


def document_link_minutes() -> int:
    """The same in minutes, for texts."""
    return int(settings.PORTAL_DOCUMENT_LINK_MINUTES)


def reset_link_lifetime() -> timedelta:
    """How long a password reset link works (promise 1: 60 minutes)."""
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def reset_link_minutes() -> int:
    """The same as people say it."""
    return reset_link_lifetime() // timedelta(minutes=1)


def invitation_lifetime() -> timedelta:
    """How long an invitation can be accepted."""
    return timedelta(days=settings.PORTAL_INVITATION_DAYS)


def upload_max_megabytes() -> int:
    """The largest accepted file, as people say it."""
    return int(settings.PORTAL_UPLOAD_MAX_MB)


def upload_max_bytes() -> int:
    """The largest accepted file, in bytes."""
    return upload_max_megabytes() * 1024 * 1024


def upload_max_files() -> int:
    """How many files one message may carry."""
    return int(settings.PORTAL_UPLOAD_MAX_FILES)


def upload_quota_megabytes() -> int:
    """What one case may hold, and what one person may have uploaded and not sent."""
    return int(settings.PORTAL_UPLOAD_QUOTA_MB)


def clamd_url() -> str:
    """Where ClamAV's daemon listens (tcp://host:port, unix:///path); empty: nothing is scanned."""
    return str(settings.PORTAL_CLAMD_URL)


def is_demo() -> bool:
    """Whether demo logins exist and may be shown; never in production."""
    return bool(settings.PORTAL_DEMO)
