"""The Celery application: `celery -A portal worker` finds it here."""

import os

from celery import Celery

# As in wsgi.py: whoever forgets to say it must not get development by accident.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
