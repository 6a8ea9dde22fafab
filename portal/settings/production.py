"""Settings for production: everything from the environment, refusing to start on gaps."""

import os

from portal.settings import gaps
from portal.settings.base import *

gaps.refuse(os.environ)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

# --- Behind a proxy that speaks TLS --------------------------------------------------------------

SECURE_SSL_REDIRECT = True
# The balancer asks for the machine's health without TLS.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# Host-only by their very name: one company's cookie never reaches another's host.
SESSION_COOKIE_NAME = "__Host-treppenhaus_session"
CSRF_COOKIE_NAME = "__Host-treppenhaus_csrf"

# --- Services ------------------------------------------------------------------------------------

# Shared by all processes: icons, previews, office weeks.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.str("CACHE_URL"),
    }
}

EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
# TLS from the first byte (port 465), else STARTTLS (port 587), unless told otherwise.
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=False)
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
# A provider's keys, under the names that anymail documents.
ANYMAIL = env.json("ANYMAIL", default={})

# --- Files ---------------------------------------------------------------------------------------

STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
if bucket := env.str("S3_BUCKET", default=""):
    STORAGES["private"] = {
        "BACKEND": "portal.documents.bucket.PrivateBucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "location": "private",
            # The bucket's own rule, which is private; most providers refuse other lists by now.
            "default_acl": None,
            "file_overwrite": False,
        },
    }
if sendfile_url := env.str("SENDFILE_URL", default=""):
    # nginx sends the file itself; no thread of ours waits for a slow phone.
    SENDFILE_BACKEND = "django_sendfile.backends.nginx"
    SENDFILE_URL = sendfile_url
