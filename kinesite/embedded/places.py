"""Folders of the embedded services, which follow from the checkout's path and the user."""

import fcntl
import hashlib
import os
import pwd
import shutil
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
# The shortest limit of the supported systems for the path of a Unix socket is 104 bytes (macOS).
LONGEST_SOCKET_DIR = 103 - len("/.s.PGSQL.5432.lock")


class ServiceUnavailable(SystemExit):
    """Error of a service that cannot run.

    Uncaught, it prints its one sentence and ends the program.
    """


def is_root() -> bool:
    return os.geteuid() == 0


def state_dir() -> Path:
    """Data, mails, uploads and logs of the embedded site.

    PostgreSQL refuses to run as root, and the account it then runs under cannot enter a checkout
    in root's closed home: for root the state lies outside the checkout.
    """
    if chosen := os.environ.get("EMBEDDED_STATE_DIR"):
        return Path(chosen).resolve()
    if is_root():
        return Path("/var/lib") / f"kinesite-{_fingerprint(CHECKOUT)}"
    return CHECKOUT / ".local"


def socket_dir() -> Path:
    """A folder that only its owner can enter, so that the sockets in it need no passwords."""
    beside_the_data = state_dir() / "run"
    if len(os.fsencode(beside_the_data)) <= LONGEST_SOCKET_DIR:
        return beside_the_data
    runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return Path(runtime) / f"kinesite-{os.geteuid()}-{_fingerprint(state_dir())}"


def server_account() -> pwd.struct_passwd | None:
    """The account that PostgreSQL runs as for root; None for everyone else."""
    if not is_root():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceUnavailable(
        "PostgreSQL cannot run as root and there is no account 'nobody': run as a normal user."
    )


def make_dirs() -> None:
    """Create the folders of the services, the mails and the uploads.

    Raises ServiceUnavailable when they belong to somebody else or are open to other users.
    """
    state, sockets = state_dir(), socket_dir()
    try:
        state.mkdir(parents=True, exist_ok=True)
        (state / "mail").mkdir(exist_ok=True)
        (state / "media").mkdir(exist_ok=True)
        sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        account = server_account()
        if account:
            os.chown(sockets, account.pw_uid, account.pw_gid)
    except PermissionError as error:
        raise ServiceUnavailable(
            f"{state} belongs to another user: remove it, or name a folder in EMBEDDED_STATE_DIR."
        ) from error
    owner = account.pw_uid if account else os.geteuid()
    if sockets.stat().st_uid != owner or sockets.stat().st_mode & 0o077:
        raise ServiceUnavailable(f"{sockets} is open to other users: remove it and start again.")


def remove_state() -> None:
    """Remove the services' files. Raises ServiceUnavailable while a program has a lease."""
    if not state_dir().exists():
        return
    with (state_dir() / "users.lock").open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServiceUnavailable(
                "The embedded services are in use: end `make run` and the tests first."
            ) from error
        shutil.rmtree(socket_dir(), ignore_errors=True)
        shutil.rmtree(state_dir())


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
