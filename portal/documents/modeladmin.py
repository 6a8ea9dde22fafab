"""The register of document categories in the admin."""

from wagtail.admin.panels import FieldPanel

from portal.access.admin.forms import KeyedModelForm
from portal.access.admin.registers import RegisterAdmin
from portal.access.policies import RegisterPolicy
from portal.documents.models import DocumentCategory


class DocumentCategoryAdmin(RegisterAdmin):
    """Dokumentenarten."""

    model = DocumentCategory
    policy = RegisterPolicy(DocumentCategory)
    base_url_path = "register/dokumentenarten"
    menu_icon = "doc-full"
    menu_order = 60
    list_display = ("name", "default_audience", "position")
    list_filter = ("default_audience",)
    list_export = ("name", "default_audience")
    search_fields = ("name", "name_en")
    form_class = KeyedModelForm
    panels = [
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("key"),
        FieldPanel("default_audience"),
        FieldPanel("position"),
    ]
