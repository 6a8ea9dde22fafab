"""What the admin wears over Wagtail's own clothes."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def workplace_stylesheet() -> SafeString:
    """Wagtail's hook insert_global_admin_css."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/workplace.css"))
