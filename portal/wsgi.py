"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from portal.core import startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()
startup.refuse_on_errors()
