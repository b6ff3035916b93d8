"""How the store's tables came to be, step by step; a step that was released is never edited."""

from sqlalchemy import Connection, Engine, inspect, text

from selection.errors import SchemaTooNew
from selection.storage.database import Database


def migrate(database: Database) -> None:
    """Bring a store up to date, each step in one transaction with its record.

    Raises
    ------
    SchemaTooNew
        If a newer version of the program has been here.
    """
    newest = max(database.migrations)
    while (version := _version(database.engine)) < newest:
        with database.writer.begin() as connection:
            database.lock_for_migration(connection)
            if schema_version(connection) == version:
                _take_step(connection, version + 1, database.migrations[version + 1])
    if version > newest:
        raise SchemaTooNew("schema_too_new", found=version, allowed=newest)


def schema_version(connection: Connection) -> int:
    """Tell up to which step a store has come; 0 if it is empty."""
    if not inspect(connection).has_table("meta"):
        return 0
    return int(connection.execute(text("SELECT schema_version FROM meta")).scalar_one())


def _version(reader: Engine) -> int:
    with reader.begin() as connection:
        return schema_version(connection)


def _take_step(connection: Connection, version: int, statements: tuple[str, ...]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)
    connection.execute(text("UPDATE meta SET schema_version = :version"), {"version": version})
