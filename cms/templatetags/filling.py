"""`{% filled text %}`: an editor's rich text with links expanded and facts filled in."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from cms.filling import fill

register = template.Library()


@register.simple_tag(takes_context=True)
def filled(context: dict[str, Any], text: Any) -> SafeString:
    """Show rich text, from a field (str) or from a block (RichText)."""
    return fill(getattr(text, "source", text), context["request"].company)
