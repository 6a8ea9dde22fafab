"""The ASGI entry point, for servers that want one; WSGI is the measured default."""

import os

from django.core.asgi import get_asgi_application

from portal.core import startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_asgi_application()
startup.refuse_on_errors()
