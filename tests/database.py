"""A fresh database for every run within a second: a clone of what the migrations made once.

The template's name says what it was made from. Advisory locks, which the server drops with a
killed process, tell which databases are in use: any number of runs work side by side, and what a
killed run left behind goes at the start of the next.
"""

import hashlib
import importlib.metadata
import secrets
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from kinesite import embedded
from tests import rows

PREFIX = "kinesite_test_"
TEMPLATE_PREFIX = "kinesite_template_"
OURS = "SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user"


class TestDatabase:
    """One test process's database, kept over a connection that lives as long as the process."""

    __test__ = False

    def __init__(self) -> None:
        self.name = PREFIX + secrets.token_hex(4)
        self.template = TEMPLATE_PREFIX + fingerprint()
        self._link = self._connect("postgres")

    def create(self) -> None:
        self._claim(self.name)
        self._run("SELECT pg_advisory_lock(hashtextextended('kinesite: making a template', 0))")
        try:
            self._claim(self.template)
            self._drop_unclaimed()
            if not self._exists(self.template):
                self._make_template()
        finally:
            self._run(
                "SELECT pg_advisory_unlock(hashtextextended('kinesite: making a template', 0))"
            )
        self._use(self.name)
        self._clone()
        with self._connect(self.name) as link:
            self._shape = rows.shape(link)

    def renew(self) -> None:
        """Give the database back what the migrations made; a flush would lose their rows."""
        connections.close_all()
        with self._connect(self.name) as link:
            if rows.shape(link) == self._shape:
                rows.put_back(link)
                return
        self._clone()

    def drop(self) -> None:
        connections.close_all()
        self._drop(self.name)
        self._link.close()

    def _clone(self) -> None:
        self._drop(self.name)
        self._run("CREATE DATABASE {} TEMPLATE {}", self.name, self.template)

    def _make_template(self) -> None:
        self._run("CREATE DATABASE {}", self.name)
        self._use(self.name)
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        with self._connect(self.name) as link:
            # Templates live for days, and no test should see how old this one is.
            link.execute("UPDATE kinesite_heartbeat SET beat_at = '2100-01-01'")
            rows.keep(link)
        self._run("ALTER DATABASE {} RENAME TO {}", self.name, self.template)

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(**embedded.database_parameters() | {"dbname": name}, autocommit=True)

    def _use(self, name: str) -> None:
        settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name

    def _drop_unclaimed(self) -> None:
        for (name,) in self._run(OURS).fetchall():
            if name.startswith((PREFIX, TEMPLATE_PREFIX)) and name not in {
                self.name,
                self.template,
            }:
                lock = sql.SQL("(hashtextextended({}, 0))").format(name)
                if self._link.execute(sql.SQL("SELECT pg_try_advisory_lock") + lock).fetchone()[0]:
                    self._drop(name)
                    self._link.execute(sql.SQL("SELECT pg_advisory_unlock") + lock)

    def _claim(self, name: str) -> None:
        self._link.execute("SELECT pg_advisory_lock_shared(hashtextextended(%s, 0))", [name])

    def _exists(self, name: str) -> bool:
        return self._link.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount > 0

    def _drop(self, name: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, statement: str, *names: str) -> psycopg.Cursor:
        return self._link.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def fingerprint() -> str:
    """What the template is made from: the migrations of this project and the installed packages."""
    content = hashlib.sha256()
    for module in (__file__, rows.__file__):
        content.update(Path(module).read_bytes())
    installed = {f"{one.name} {one.version}" for one in importlib.metadata.distributions()}
    content.update("\n".join(sorted(installed)).encode())
    for app in apps.get_app_configs():
        if Path(app.path).parent == settings.BASE_DIR:
            for migration in sorted(Path(app.path, "migrations").glob("*.py")):
                content.update(migration.name.encode() + migration.read_bytes())
    return content.hexdigest()[:16]
