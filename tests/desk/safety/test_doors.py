"""Doors: every route that writes asks for its role and its form's token; sessions, tokens and passwords are what they should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from lxml import html
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from khabar.desk.accounts.doors import posted
from khabar.desk.pages.sign_in import own
from khabar.desk.settings import Outcome
from khabar.ledger import accounts, audit
from khabar.ledger.audit import Origin
from khabar.records.article import Supplied
from khabar.records.capture import Capture
from tests.desk.safety.conftest import NAMES, PASSWORD, sign_in, token

Desk = Callable[..., TestClient]
OWN = {"/add"}
"""Routes that read their form themselves, since it may be large; a test of their own says that they check it."""


def never(of: Capture, supplied: Supplied | None) -> Outcome:
    raise AssertionError(of.id)


def routes(app: FastAPI, method: str) -> Iterator[APIRoute]:
    def inner(found: list[BaseRoute]) -> Iterator[APIRoute]:
        for one in found:
            if isinstance(one, APIRoute) and method in one.methods:
                yield one
            elif hasattr(one, "original_router"):
                yield from inner(one.original_router.routes)

    return inner(list(app.router.routes))


def test_every_route_that_writes_checks_its_form(app: FastAPI) -> None:
    found = list(routes(app, "POST"))
    assert {one.path for one in found} >= {"/review", "/add", "/sign-in", "/sign-out", "/account/password", "/account/tokens"}
    unchecked = {one.path for one in found if posted not in {inner.call for inner in one.dependant.dependencies}}
    assert unchecked == OWN
    assert [one.path for method in ("PUT", "PATCH", "DELETE") for one in routes(app, method)] == []


WRITES = {
    "/review": {"act": "accept", "claim": "x"},
    "/account/password": {"old": PASSWORD, "new": "seven red doors in a row"},
    "/account/tokens": {"label": "x"},
    "/account/tokens/1/revoke": {},
    "/sign-out": {},
}


@pytest.mark.parametrize("path", [*WRITES, "/sign-in", "/add"])
def test_a_form_without_its_token_or_with_anothers_changes_nothing(desk: Desk, path: str) -> None:
    mine, theirs = desk(public=True, code=never), desk(public=True)
    assert sign_in(mine, "adam") == sign_in(theirs, "adam") == 303
    before = audit.entries(mine.app.state.source.engine)  # type: ignore[attr-defined]
    for given in ({}, {"csrf": ""}, {"csrf": token(theirs, "/account")}, {"csrf": "0" * 64}):
        if path == "/add":
            answer = mine.post(path, data=given, files={"files": ("a.txt", b"x")})
        else:
            answer = mine.post(path, data={**WRITES.get(path, {"name": "adam", "password": PASSWORD}), **given})
        assert answer.status_code == 403
    assert audit.entries(mine.app.state.source.engine) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("origin", ["https://attacker.example", "null", "http://127.0.0.1:9999", "http://127.0.0.1.attacker.example"])
@pytest.mark.parametrize("path", [*WRITES, "/sign-in", "/add", "/api/judgements", "/api/code"])
def test_another_site_posts_nothing_even_with_the_right_token(desk: Desk, path: str, origin: str) -> None:
    browser = desk()
    sign_in(browser, "adam")
    form = {**WRITES.get(path, {}), "csrf": token(browser, "/account")}
    assert browser.post(path, data=form, headers={"origin": origin}).status_code == 403


MAY = {
    "/": 1, "/runs": 1, "/runs/1": 1, "/account": 1, "/review": 2, "/add": 2, "/add/x": 2,
}  # fmt: skip
"""The place of the least role that may see a page."""


@pytest.mark.parametrize(("path", "least"), MAY.items())
@pytest.mark.parametrize("public", [True, False], ids=["for-others", "for-this-machine"])
def test_each_role_sees_what_it_may(desk: Desk, path: str, least: int, public: bool) -> None:
    browser = desk(public=public)
    stranger = browser.get(path).status_code
    assert stranger == (303 if public or least > 1 else 200)
    for place, (name, _) in enumerate(NAMES, 1):
        browser.cookies.clear()
        assert sign_in(browser, name) == 303
        wanted = 403 if place < least else 404 if path == "/add/x" else 200
        assert browser.get(path).status_code == wanted, (name, path)


def test_a_reader_judges_nothing_and_an_admin_sees_what_was_done(desk: Desk) -> None:
    browser = desk(public=True)
    sign_in(browser, "reem")
    form = {"csrf": token(browser, "/account"), "act": "merge", "first": "تركيا", "second": "ب", "reason": "سبب", "claim": ""}
    assert browser.post("/review", data=form).status_code == 403
    assert "signed in" not in browser.get("/account?lang=en").text
    browser.cookies.clear()
    sign_in(browser, "nour")
    assert browser.post("/review", data={**form, "csrf": token(browser, "/account")}).status_code == 303
    browser.cookies.clear()
    sign_in(browser, "adam")
    told = browser.get("/account?lang=en").text
    assert all(words in told for words in ("merged two names", "nour", "testclient", "signed in"))


def test_the_session_of_the_cookie_before_signing_in_is_not_the_one_after(desk: Desk) -> None:
    browser = desk(public=True)
    browser.cookies.set("khabar", "chosen-by-the-attacker", domain="127.0.0.1")
    assert sign_in(browser, "nour") == 303
    held = [one.value for one in browser.cookies.jar if one.name == "khabar"]
    assert "chosen-by-the-attacker" not in held[-1]
    other = desk(public=True)
    assert other.get("/", headers={"cookie": "khabar=chosen-by-the-attacker"}).status_code == 303


def test_the_form_before_signing_in_is_worth_nothing_after(desk: Desk) -> None:
    browser = desk(public=True)
    before = token(browser, "/sign-in")
    sign_in(browser, "nour")
    assert browser.post("/review", data={"csrf": before, "act": "accept", "claim": "x"}).status_code == 403


def test_signing_out_ends_the_session_for_good(desk: Desk) -> None:
    browser = desk(public=True)
    sign_in(browser, "nour")
    secret = browser.cookies["khabar"]
    assert browser.post("/sign-out", data={"csrf": token(browser, "/account")}).status_code == 303
    assert browser.get("/", headers={"cookie": f"khabar={secret}"}).status_code == 303
    assert browser.get("/").status_code == 303


def test_the_cookie_of_a_session_is_out_of_reach(desk: Desk) -> None:
    for secure, name in ((False, "khabar"), (True, "__Host-khabar")):
        browser = desk(public=True, secure=secure)
        form = {"csrf": token(browser, "/sign-in"), "name": "nour", "password": PASSWORD}
        kept = next(one for one in browser.post("/sign-in", data=form).headers.get_list("set-cookie") if one.startswith(f"{name}="))
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(kept.split("; "))
        assert ("Secure" in kept.split("; ")) is secure


def test_a_token_is_shown_once_works_and_makes_no_other(desk: Desk) -> None:
    browser = desk(public=True)
    sign_in(browser, "nour")
    made = browser.post("/account/tokens", data={"csrf": token(browser, "/account"), "label": "دفتر", "days": "9"})
    secret = html.fromstring(made.text).xpath("//pre/text()")[0]
    assert re.fullmatch(r"khabar_[\w-]{43}", secret)
    assert made.headers["cache-control"] == "no-store"
    assert secret not in browser.get("/account").text
    program = desk(public=True)
    assert program.get("/", headers={"authorization": f"Bearer {secret}"}).status_code == 303, "another ledger's token"
    browser.cookies.clear()
    bearer = {"authorization": f"Bearer {secret}"}
    assert browser.get("/review", headers=bearer).status_code == 200
    assert browser.post("/account/tokens", data={"label": "x"}, headers=bearer).status_code == 403
    assert browser.post("/account/password", data={"old": PASSWORD, "new": "seven red doors in a row"}, headers=bearer).status_code == 403


@pytest.mark.parametrize("forged", ["khabar_" + "A" * 43, "", "khabar_", "' OR '1'='1", "../../x", "\u0660", "x" * 10_000])
@pytest.mark.parametrize("path", ["/", "/review", "/api/claims"])
def test_forged_tokens_open_nothing(desk: Desk, forged: str, path: str) -> None:
    browser = desk(public=True)
    accounts.issue(browser.app.state.source.engine, "nour", "x", Origin("root"))  # type: ignore[attr-defined]
    answer = browser.get(path, headers={"authorization": f"Bearer {forged}".encode()})
    assert answer.status_code == (401 if path.startswith("/api") else 303)


def test_one_does_not_revoke_the_token_of_another(desk: Desk) -> None:
    browser = desk(public=True)
    engine = browser.app.state.source.engine  # type: ignore[attr-defined]
    secret = accounts.issue(engine, "adam", "x", Origin("root"))
    sign_in(browser, "nour")
    assert browser.post("/account/tokens/1/revoke", data={"csrf": token(browser, "/account")}).status_code == 400
    assert accounts.of_token(engine, secret) is not None


def test_a_new_password_is_asked_for_with_the_old_one_and_ends_the_other_sessions(desk: Desk) -> None:
    browser = desk(public=True)
    sign_in(browser, "nour")
    other = browser.cookies["khabar"]
    browser.cookies.clear()
    sign_in(browser, "nour")
    for old, new in (("wrong wrong wrong", "seven red doors in a row"), (PASSWORD, "short")):
        assert browser.post("/account/password", data={"csrf": token(browser, "/account"), "old": old, "new": new}).status_code == 422
    given = {"csrf": token(browser, "/account"), "old": PASSWORD, "new": "seven red doors in a row"}
    assert browser.post("/account/password", data=given).status_code == 200
    assert browser.get("/account").status_code == 200
    assert browser.get("/account", headers={"cookie": f"khabar={other}"}).status_code == 303
    browser.cookies.clear()
    assert sign_in(browser, "nour") == 403
    assert sign_in(browser, "nour", "seven red doors in a row") == 303


def test_guessing_is_slowed_down_and_told_honestly(desk: Desk) -> None:
    browser = desk(public=True)
    assert [sign_in(browser, "nour", f"guess number {at}") for at in range(5)] == [403] * 5
    form = {"csrf": token(browser, "/sign-in"), "name": "nour", "password": PASSWORD}
    answer = browser.post("/sign-in?lang=en", data=form)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Too many attempts" in answer.text


def test_a_name_that_there_is_not_is_answered_like_a_wrong_password(desk: Desk) -> None:
    browser = desk(public=True)
    told = []
    for name in ("nour", "nobody"):
        form = {"csrf": token(browser, "/sign-in"), "name": name, "password": "guess number 1"}
        answer = browser.post("/sign-in?lang=en", data=form)
        told.append((answer.status_code, answer.text.replace(name, "")))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("target", "led"),
    [
        ("/claims?text=x&lang=en", "/claims?text=x&lang=en"), ("//attacker.example", "/"), ("https://attacker.example", "/"),
        ("/\\attacker.example", "/"),
        ("javascript:alert(1)", "/"), ("/\t/attacker.example", "/"), ("/x\r\nSet-Cookie: a=b", "/"), ("", "/"), ("\\\\attacker.example", "/"),
    ],
)  # fmt: skip
def test_the_door_leads_to_this_desk_only(desk: Desk, target: str, led: str) -> None:
    assert own(target) == led
    browser = desk(public=True)
    form = {"csrf": token(browser, "/sign-in"), "name": "nour", "password": PASSWORD, "next": target}
    answer = browser.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, led)
    assert "a=b" not in str(answer.headers.get_list("set-cookie"))


def test_a_judgement_bears_the_name_of_who_signed_in_whatever_the_form_says(desk: Desk) -> None:
    browser = desk(public=True)
    sign_in(browser, "nour")
    given = {
        "csrf": token(browser, "/account"),
        "act": "merge",
        "first": "تركيا",
        "second": "ب",
        "reason": "سبب",
        "reviewer": "adam",
        "who": "adam",
        "by": "adam",
    }
    assert browser.post("/review", data=given).status_code == 303
    assert audit.entries(browser.app.state.source.engine)[0].origin.who == "nour"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("accounts_", "name", "shown", "hidden"),
    [
        pytest.param(True, "", "/sign-in", "/account", id="nobody is signed in: the door"),
        pytest.param(True, "reem", "/account", "/sign-in", id="signed in: the account"),
        pytest.param(False, "", "", "/sign-in", id="no accounts: no door"),
    ],
)
def test_the_head_of_every_page_shows_the_door_or_the_account(
    desk: Desk, ledger_file: Path, accounts_: bool, name: str, shown: str, hidden: str
) -> None:
    opened = desk() if accounts_ else desk(ledger_file)
    if name:
        assert sign_in(opened, name) == 303
    claim = opened.get("/api/claims?limit=1").json()["items"][0]["id"]
    for path in ("/", f"/claims/{claim}", f"/claims/{claim}"):  # the second time as it was kept
        links = html.fromstring(opened.get(path).text).xpath("//header//a/@href")
        assert hidden not in links
        assert not shown or shown in links
