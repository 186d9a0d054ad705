from django.contrib.admin.apps import AdminConfig


class BureauAdminConfig(AdminConfig):
    """Django's admin with our own site; the rest of it as it is."""

    default_site = "perfeval.admin_site.BureauSite"
