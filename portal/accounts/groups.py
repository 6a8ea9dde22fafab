"""Wagtail groups of a company: what each role may do in the admin, for its own tree only."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Site,
)

from portal.accounts.models import Role
from portal.companies.models import Company

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")


def group_of(company: Company, role: Role) -> Group:
    """The company's group for a role, created with its rights when missing."""
    group, created = Group.objects.get_or_create(name=f"{company.slug}: {role.value}")
    if created:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        if role == Role.EDITOR:
            _grant_editing(group, company)
        if role == Role.MANAGER:
            _grant_branding(group, company.site)
            # They choose the logo.
            _grant_images(group, company)
    return group


def collection_of(company: Company) -> Collection:
    """The company's own collection of images."""
    root = Collection.get_first_root_node()
    found: Collection | None = root.get_children().filter(name=company.slug).first()
    return found or root.add_child(name=company.slug)


def _grant_editing(group: Group, company: Company) -> None:
    for codename in PAGE_RIGHTS:
        GroupPagePermission.objects.create(
            group=group,
            page=company.site.root_page,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    _grant_images(group, company)


def _grant_images(group: Group, company: Company) -> None:
    collection = collection_of(company)
    for codename in IMAGE_RIGHTS:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=collection,
            permission=Permission.objects.get(
                content_type__app_label="wagtailimages", codename=codename
            ),
        )


def _grant_branding(group: Group, site: Site) -> None:
    # Only for this site: a model-level right would open every company's settings.
    GroupSitePermission.objects.create(
        group=group,
        site=site,
        permission=Permission.objects.get(
            content_type__app_label="companies", codename="change_brandingsettings"
        ),
    )
