"""The options that choose who codes the claims: the packaged model, or a language model that the user names."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import click

from khabar.claims import Learned
from khabar.claims.coder import ClaimCoder
from khabar.claims.llm import Endpoint, LanguageModel

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the options say; those of the language model are None where they were not given."""

    name: str
    background: bool
    endpoint: str | None
    model: str | None
    key_env: str | None
    timeout: float | None


def coders(command: Command) -> Command:
    """The options that choose a coder; all but the first two belong to `--coder llm`."""
    for decorate in (
        click.option("--coder", default="khabar", show_default=True, type=click.Choice(["khabar", "llm"]), help="Who codes the claims."),
        click.option("--background", is_flag=True, help="Of a lone sentence, code violence and protest that it only recalls or speaks of."),
        click.option("--endpoint", metavar="URL", help="With --coder llm: where the model is asked, as http://localhost:11434/v1."),
        click.option("--model", metavar="NAME", help="With --coder llm: the model, as the endpoint calls it."),
        click.option("--key-env", metavar="VAR", help="With --coder llm: the environment variable that holds the key, where one is needed."),
        click.option("--timeout", type=click.FloatRange(0, min_open=True), help="With --coder llm: seconds for an answer, 120 by default."),
    ):
        command = decorate(command)
    return command


def chosen(choice: Choice) -> ClaimCoder:
    """The coder, with a notice of what is sent where. Raises click.UsageError for options that do not go together."""
    own = {"--endpoint": choice.endpoint, "--model": choice.model, "--key-env": choice.key_env, "--timeout": choice.timeout}
    if choice.name == "khabar":
        given = [name for name, value in own.items() if value is not None]
        if given:
            raise click.UsageError(f"{given[0]} belongs to --coder llm")
        return Learned(choice.background)
    if choice.background:
        raise click.UsageError("--background belongs to --coder khabar")
    if not choice.endpoint or not choice.model:
        raise click.UsageError("--coder llm needs --endpoint and --model")
    if find_spec("httpx") is None:
        raise click.UsageError("--coder llm needs httpx; install it with `pip install khabar[llm]`")
    key = os.environ.get(choice.key_env) if choice.key_env else None
    if choice.key_env and not key:
        raise click.UsageError(f"the environment variable {choice.key_env} is not set")
    if key and not (key.isascii() and key.isprintable()):
        raise click.UsageError(f"the environment variable {choice.key_env} holds no key: letters of ASCII alone")
    click.echo(f"khabar: the text of every article is sent to {choice.endpoint}, to be coded by {choice.model}", err=True)
    return LanguageModel(Endpoint(choice.endpoint, choice.model, key, choice.timeout or 120.0))
