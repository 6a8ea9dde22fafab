"""Settings for `make run` and development: embedded services, demo data allowed."""

from portal.settings.base import *

# Development only; production refuses it by its prefix.
SECRET_KEY = "insecure-development-key-of-treppenhaus"  # noqa: S105 -- see the line above
DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1"]
PORTAL_DEMO = True
