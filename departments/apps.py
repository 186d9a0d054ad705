from django.apps import AppConfig


class DepartmentsConfig(AppConfig):
    name = "departments"
    verbose_name = "单位与人员"

    def ready(self) -> None:
        from departments import former_names  # noqa: F401 - connects its receivers
        from departments.audit import signals  # noqa: F401 - likewise
