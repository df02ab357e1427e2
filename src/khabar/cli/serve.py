"""`khabar serve`: the ledger as pages in a browser."""

from __future__ import annotations

import getpass
import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any

import click

import khabar
from khabar.cli.ledger import database
from khabar.desk.app import create_app
from khabar.desk.security import LOCAL
from khabar.desk.settings import Outcome, Settings
from khabar.knowledge.fingerprint import coding
from khabar.ledger import accounts
from khabar.ledger.reader import open_ledger
from khabar.records.article import Supplied
from khabar.records.capture import Capture, Dropped

_MAKERS = 3
_SWITCH = 0.0005
"""Seconds after which a thread that makes a page lets the others go on: a tenth of what is usual, so that pages that are kept do not wait for it."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; one that other machines reach needs accounts.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen at; 0 for any that is free.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name that browsers reach the desk by; requests to others are refused.")
@click.option("--https", is_flag=True, help="Browsers reach it by https, through a server in front of it: cookies are sent only so.")
@database
def serve(host: str, port: int, names: tuple[str, ...], https: bool, db: str) -> None:
    """Open the ledger as pages to read, check and cite, until it is stopped with Ctrl-C.

    Without options only this machine reaches it. With an address or a name that others reach, the ledger needs an account (`khabar user add`),
    and everybody has to sign in.
    """
    public = not local(host) or https or not all(map(local, names))
    if public:
        _guarded(db)
    import uvicorn  # noqa: PLC0415 - only a desk that is opened needs it

    person = os.environ.get("KHABAR_REVIEWER") or getpass.getuser()
    hosts = None if public and not names else LOCAL | {host, *(name.lower() for name in names)}
    app = create_app(Settings(db, code=_code, version=version(), hosts=hosts, public=public, secure=https, person=person, makers=_makers()))
    with listening(host, port) as listener:
        address = f"[{host}]" if ":" in host else host
        click.echo(f"khabar: the desk is open at http://{address}:{listener.getsockname()[1]}/ ; stop it with Ctrl-C", err=True)
        sys.setswitchinterval(_SWITCH)
        uvicorn.Server(uvicorn.Config(app, **options(https))).run(sockets=[listener])


def options(https: bool = False) -> dict[str, Any]:
    """How uvicorn serves the desk."""
    return {"log_level": "warning", "server_header": False, "lifespan": "on", "ws": "none", "proxy_headers": https}


def _makers() -> int:
    """Processes beside the desk's own: as many as leave it a core, a few at most."""
    return min(max((os.cpu_count() or 1) - 1, 1), _MAKERS)


def _guarded(db: str) -> None:
    """Refuse a desk that others reach on a ledger without accounts."""
    found = open_ledger(db)
    try:
        if accounts.count(found.engine) == 0:
            raise click.UsageError("what other machines reach needs accounts: make one first, with `khabar user add`")
    finally:
        found.engine.dispose()


def version() -> str:
    """Of the coder, as `pipeline.version` gives it, but without loading one: most who open the desk only read."""
    return coding(Path(khabar.__file__).parent / "claims" / "weights")


def local(host: str) -> bool:
    """Whether an address is one that only this machine reaches."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """Raises ClickException where the address cannot be had.

    Every part of an answer is sent at once. Else its body would wait until its header was acknowledged, which the other side puts off by 40 ms
    (RFC 9293, sections 3.7.4 and 3.8.6.3).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}, port {port} ({error.strerror}); choose another with --port") from error


def _code(page: Capture, supplied: Supplied | None) -> Outcome:
    from khabar import pipeline  # noqa: PLC0415 - the coder is slow to load, and most who read never need it

    found = pipeline.code(page, supplied)
    return found if isinstance(found, Dropped) else (found.article, found.claims)
