from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "lopo.labels"
