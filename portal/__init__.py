"""The product: composition root and ground rooms of the portal."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
