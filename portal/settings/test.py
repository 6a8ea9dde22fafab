"""Settings for the test suite: as production as possible, quick where it does not matter."""

import tempfile
from pathlib import Path

from portal.settings.base import *

SECRET_KEY = "insecure-key-of-the-test-suite"
DEBUG = False
ALLOWED_HOSTS = ["localhost", ".localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PORTAL_DEMO = True

DATA_DIR = Path(tempfile.mkdtemp(prefix="treppenhaus-test-"))
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
SENDFILE_ROOT = PRIVATE_ROOT
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    }
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = DATA_DIR / "portal.sqlite3"
    # A file, not memory: threads of the live server must see the same WAL database.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
