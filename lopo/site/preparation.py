"""What must stand before the site can be served: an up-to-date database, and compiled translations."""

from collections.abc import Callable

from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare_database(say: Callable[[str], object]) -> None:
    """Bring the database up to date; silent when it is."""
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if steps:
        say(f"Preparing the database ({len(steps)} steps) ...")
        call_command("migrate", verbosity=0, interactive=False)


def prepare_translations() -> None:
    """Let the command for translations compile them, where the checkout has one."""
    if get_commands().get("messages") == "lopo.site":
        call_command("messages", "--compile")
