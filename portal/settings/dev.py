"""Settings for `make run` and development: embedded services, demo data allowed."""

from portal.settings.base import *

# Development only; production refuses it by its prefix.
SECRET_KEY = "insecure-development-key-of-treppenhaus"
DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1"]
PORTAL_DEMO = True
# Static files straight from their folders: nothing to collect, a changed one shows at once.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
