"""Settings for the test suite: as production as possible, quick where it does not matter."""

import atexit
import os
import shutil
import tempfile

# Before base reads it: all that a run leaves on disk lies in a folder that goes away.
os.environ["PORTAL_DATA_DIR"] = tempfile.mkdtemp(prefix="treppenhaus-test-")
atexit.register(shutil.rmtree, os.environ["PORTAL_DATA_DIR"], ignore_errors=True)

from portal.settings.base import *

SECRET_KEY = "insecure-key-of-the-test-suite"
DEBUG = False
ALLOWED_HOSTS = ["localhost", ".localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PORTAL_DEMO = True
# WhiteNoise warns of a missing folder, and warnings are errors here.
STATIC_ROOT.mkdir()

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {
        # A file, not memory: threads of the live server must see the same WAL database.
        "NAME": DATA_DIR / "test.sqlite3",
        # Straight from the models: replaying two hundred migrations takes each worker 18 seconds.
        # They run in tests/core/test_serve.py, and for the whole suite on PostgreSQL.
        "MIGRATE": False,
    }
