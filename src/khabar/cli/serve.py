"""`khabar serve`: the ledger as pages in a browser."""

from __future__ import annotations

import ipaddress
import socket

import click

from khabar.cli.ledger import database
from khabar.desk.app import create_app
from khabar.desk.security import LOCAL
from khabar.desk.settings import Outcome, Settings
from khabar.records.article import Supplied
from khabar.records.capture import Capture, Dropped


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at: one of this machine only.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen at; 0 for any that is free.")
@database
def serve(host: str, port: int, db: str) -> None:
    """Open the ledger as pages to read, check and cite, at an address of this machine, until it is stopped with Ctrl-C."""
    if not local(host):
        raise click.UsageError(f"{host} can be reached from other machines, which needs accounts; this version has none yet, so use 127.0.0.1")
    import uvicorn  # noqa: PLC0415 - only a desk that is opened needs it

    app = create_app(Settings(db, code=_code, hosts=LOCAL | {host}))
    with _listening(host, port) as listener:
        address = f"[{host}]" if ":" in host else host
        click.echo(f"khabar: the desk is open at http://{address}:{listener.getsockname()[1]}/ ; stop it with Ctrl-C", err=True)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, lifespan="on", ws="none"))
        server.run(sockets=[listener])


def local(host: str) -> bool:
    """Whether an address is one that only this machine reaches."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}, port {port} ({error.strerror}); choose another with --port") from error


def _code(page: Capture, supplied: Supplied | None) -> Outcome:
    from khabar import pipeline  # noqa: PLC0415 - the coder is slow to load, and most who read never need it

    found = pipeline.code(page, supplied)
    return found if isinstance(found, Dropped) else (found.article, found.claims)
