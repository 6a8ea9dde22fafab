"""Settings for `make run` and development: embedded services, demo data allowed."""

from portal.settings.base import *

# Development only; production refuses it by its prefix.
SECRET_KEY = "insecure-development-key-of-treppenhaus"
DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1"]
PORTAL_DEMO = True

# Nothing has to be made by hand before the first command.
for folder in (DATA_DIR, DATA_DIR / "celery" / "queue", DATA_DIR / "celery" / "control"):
    folder.mkdir(parents=True, exist_ok=True)
