"""How every Django form of the portal is drawn: label, hint, error, field, in this order."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """The FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` use our components.

    Widgets keep Django's and Wagtail's own templates, so the admin's forms stay as they are.
    """

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"
