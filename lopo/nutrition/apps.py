from django.apps import AppConfig


class NutritionConfig(AppConfig):
    name = "lopo.nutrition"

    def ready(self) -> None:
        from lopo.nutrition.foods.composition import SOURCES, VERSIONS
        from lopo.nutrition.imported import imported_foods, tables_in_use

        SOURCES.append(imported_foods)
        VERSIONS.append(tables_in_use)
