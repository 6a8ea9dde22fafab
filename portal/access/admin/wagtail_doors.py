"""The views of Wagtail itself that staff need: editors pages and images, managers the branding."""

from portal.access.admin.doors import EVERY_ROLE, open_doors
from portal.access.admin.tree import (
    branding_belongs,
    bulk_belongs,
    images_belong,
    pages_belong,
    privacy_belongs,
)
from portal.accounts.models import Role

EVERYBODYS = (
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_dismissibles",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
)
# Workflows are switched off.
PAGES = (
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    *(
        f"wagtailadmin_pages:{name}"
        for name in (
            "add",
            "preview_on_add",
            "add_subpage",
            "edit",
            "preview_on_edit",
            "view_draft",
            "delete",
            "unpublish",
            "convert_alias",
            "search",
            "search_results",
            "move",
            "move_confirm",
            "set_page_position",
            "copy",
            "lock",
            "unlock",
            "usage",
            "history",
            "history_results",
            "revisions_index",
            "revisions_view",
            "revisions_revert",
            "revisions_unschedule",
            "revisions_compare",
        )
    ),
)
PAGE_CHOOSER = (
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
)
IMAGES = tuple(
    f"wagtailimages:{name}"
    for name in (
        "index",
        "index_results",
        "add",
        "edit",
        "delete",
        "image_usage",
        "add_multiple",
        "edit_multiple",
        "delete_multiple",
        "create_multiple_from_uploaded_image",
        "delete_upload_multiple",
    )
)


def open_wagtails_doors() -> None:
    """Called once, when the apps are ready."""
    editors = {Role.EDITOR}
    # Managers choose the company's logo and its legal pages.
    choosers = {Role.EDITOR, Role.MANAGER}
    open_doors(EVERYBODYS, EVERY_ROLE)
    open_doors(PAGES, editors, belongs=pages_belong)
    open_doors(["wagtailadmin_pages:set_privacy"], editors, belongs=privacy_belongs)
    open_doors(["wagtailadmin_block_preview"], editors)
    open_doors(["wagtail_bulk_action"], editors, belongs=bulk_belongs)
    open_doors(IMAGES, editors, belongs=images_belong)
    # Their ids are judged by tree.choose_page, which knows what lies above the company's tree.
    open_doors(PAGE_CHOOSER[:2], choosers)
    open_doors(PAGE_CHOOSER[2:], choosers, belongs=pages_belong)
    open_doors(["wagtailimages_chooser:"], choosers, belongs=images_belong)
    open_doors(["wagtailsettings:edit"], {Role.MANAGER}, belongs=branding_belongs)
