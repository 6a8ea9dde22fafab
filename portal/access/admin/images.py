"""The form of Wagtail's images without tags: they are shared by all companies and name things."""

from typing import Any

from wagtail.images.forms import BaseImageForm


class UntaggedImageForm(BaseImageForm):
    """The setting WAGTAILIMAGES_IMAGE_FORM_BASE; what nobody can tag, nobody finds in a filter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)
