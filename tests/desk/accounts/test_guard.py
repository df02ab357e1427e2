"""The guard: who is answered, from where, how much, and who they are taken for. A small application behind the real middleware and a real ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from starlette.types import Message

from khabar.desk.accounts import csrf, guard, passwords, signing
from khabar.desk.accounts.guard import Bound, Guard, Rules
from khabar.ledger import accounts, schema
from khabar.ledger.audit import Origin
from khabar.ledger.engine import connect

BY = Origin("root")
PASSWORD = "four brown goats on a hill"  # noqa: S105 - of the tests
Desk = Callable[..., TestClient]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    found = connect(str(tmp_path / "khabar.db"))
    schema.make(found)
    yield found
    found.dispose()


@pytest.fixture(scope="session")
def stored() -> str:
    return passwords.hashed(PASSWORD)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    """A browser at a desk that tells who it takes it for, and what token a form would hold."""

    def made(**rules: object) -> TestClient:
        app = FastAPI(openapi_url=None)
        app.add_middleware(Guard, rules=Rules(engine, person="nour", **rules))  # type: ignore[arg-type]

        @app.get("/{path:path}")
        def who(request: Request) -> dict[str, object]:
            seen = guard.visitor(request)
            return {"name": seen.name, "role": seen.role, "way": seen.way, "form": guard.form_token(request)}

        async def form(request: Request) -> object:
            return (await request.form()).get(csrf.FIELD)

        @app.post("/{path:path}")
        def post(request: Request, given: object = Depends(form)) -> bool:
            return guard.form_is_ours(request, given)

        return TestClient(app, base_url="https://localhost" if rules.get("secure") else "http://localhost", follow_redirects=False)

    return made

    return desk


def signed_in(engine: Engine, stored: str, name: str = "nour", role: accounts.Role = "reviewer") -> str:
    found = accounts.find(engine, name)
    who = found[0] if found else accounts.add(engine, name, role, stored, BY)
    return accounts.begin(engine, who, 1, BY)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("localhost", 200, id="this-machine"),
        pytest.param("localhost:8000", 200, id="with-a-port"),
        pytest.param("127.0.0.1:8000", 200, id="by-its-address"),
        pytest.param("[::1]:8000", 200, id="by-its-ipv6-address"),
        pytest.param("[::1]", 200, id="by-its-ipv6-address-alone"),
        pytest.param("LOCALHOST", 200, id="in-capitals"),
        pytest.param("attacker.example", 421, id="a-name-pointed-here"),
        pytest.param("localhost.attacker.example", 421, id="a-name-that-begins-alike"),
        pytest.param("attacker.example:localhost", 421, id="a-port-that-is-a-name"),
        pytest.param("", 421, id="none"),
    ],
)
def test_a_desk_without_accounts_answers_only_to_names_of_this_machine(desk: Desk, host: str, status: int) -> None:
    assert desk().get("/claims", headers={"host": host}).status_code == status


def test_a_public_desk_answers_to_the_names_that_it_was_given(desk: Desk) -> None:
    open_to_all, named = desk(public=True, hosts=None), desk(public=True, hosts=frozenset({"desk.example"}))
    assert open_to_all.get("/sign-in", headers={"host": "any.example"}).status_code == 200
    assert named.get("/sign-in", headers={"host": "desk.example"}).status_code == 200
    assert named.get("/sign-in", headers={"host": "any.example"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"origin": "http://localhost"}, 200, id="our-page"),
        pytest.param({}, 200, id="a-program"),
        pytest.param({"sec-fetch-site": "same-origin"}, 200, id="our-page-without-origin"),
        pytest.param({"origin": "http://attacker.example"}, 403, id="another-site"),
        pytest.param({"origin": "http://localhost:9999"}, 403, id="another-program-of-this-machine"),
        pytest.param({"origin": "null"}, 403, id="a-sandboxed-frame"),
        pytest.param({"origin": "http://localhost.attacker.example"}, 403, id="a-name-that-begins-alike"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="another-site-without-origin"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="a-sister-host"),
    ],
)
def test_what_changes_something_comes_from_our_own_pages(desk: Desk, headers: dict[str, str], status: int) -> None:
    assert desk().post("/review", headers=headers).status_code == status


def test_a_form_needs_the_token_of_the_browser_that_sends_it(desk: Desk) -> None:
    mine, theirs = desk(), desk()
    token = mine.get("/review").json()["form"]
    other = theirs.get("/review").json()["form"]
    assert mine.post("/review", data={"csrf": token}).json() is True
    for forged in (other, "", "x", csrf.token(""), "\u0660"):
        assert mine.post("/review", data={"csrf": forged}).json() is False
    assert desk().post("/review", data={"csrf": token}).json() is False


def test_the_token_of_a_form_changes_with_the_session(desk: Desk, engine: Engine, stored: str) -> None:
    browser = desk()
    before = browser.get("/review").json()["form"]
    browser.cookies.set("khabar", signed_in(engine, stored))
    during = browser.get("/review").json()["form"]
    assert before != during
    assert browser.post("/review", data={"csrf": before}).json() is False
    assert browser.post("/review", data={"csrf": during}).json() is True
    browser.cookies.set("khabar", signed_in(engine, stored))
    assert browser.post("/review", data={"csrf": during}).json() is False


@pytest.mark.parametrize(("secure", "name"), [(False, "khabar-browser"), (True, "__Host-khabar-browser")])
def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(desk: Desk, secure: bool, name: str) -> None:
    header = desk(secure=secure).get("/review").headers["set-cookie"]
    assert header.startswith(f"{name}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(header.split("; "))
    assert ("Secure" in header.split("; ")) is secure
    assert "Domain" not in header


def test_who_is_at_a_desk_without_accounts_is_the_person_at_the_machine(desk: Desk, engine: Engine, stored: str) -> None:
    browser = desk()
    assert {**browser.get("/x").json(), "form": ""} == {"name": "nour", "role": "admin", "way": "local", "form": ""}
    secret = signed_in(engine, stored, "salma")
    assert {**browser.get("/x").json(), "form": ""} == {"name": None, "role": "reader", "way": "local", "form": ""}
    browser.cookies.set("khabar", secret)
    assert {**browser.get("/x").json(), "form": ""} == {"name": "salma", "role": "reviewer", "way": "session", "form": ""}


@pytest.mark.parametrize("path", ["/", "/claims", "/articles/1", "/api/claims", "/sign-in-not", "/static", "/account", "/openapi.json", "//sign-in"])
def test_a_public_desk_shows_nothing_to_who_is_not_known(desk: Desk, engine: Engine, stored: str, path: str) -> None:
    browser = desk(public=True)
    refused = browser.get(path)
    assert refused.status_code == (401 if path.startswith("/api/") else 303)
    assert "form" not in refused.text
    assert browser.post(path).status_code == 401
    for forged in ("x", "' OR 1=1 --", "0" * 43):
        assert browser.get(path, headers={"cookie": f"khabar={forged}"}).status_code == refused.status_code
        assert browser.get(path, headers={"authorization": f"Bearer {forged}"}).status_code == refused.status_code
    secret = signed_in(engine, stored)
    assert browser.get(path, headers={"cookie": f"khabar={secret}"}).json()["name"] == "nour"
    token = accounts.issue(engine, "nour", "x", BY)
    assert browser.get(path, headers={"authorization": f"Bearer {token}"}).json()["way"] == "token"
    assert browser.get(path, headers={"cookie": f"khabar={token}"}).status_code == refused.status_code
    assert browser.get(path, headers={"authorization": f"Bearer {secret}"}).status_code == refused.status_code


@pytest.mark.parametrize("public", [True, False], ids=["for-others", "for-this-machine"])
def test_the_api_takes_judgements_from_reviewers_only(desk: Desk, engine: Engine, stored: str, public: bool) -> None:
    browser = desk(public=public)
    assert browser.post("/api/judgements").status_code == (401 if public else 200), "the person at a machine without accounts may"
    secrets = {role: signed_in(engine, stored, role, role) for role in accounts.ROLES}
    assert browser.post("/api/judgements").status_code == 401
    for role, secret in secrets.items():
        token = accounts.issue(engine, role, "x", BY)
        for headers in ({"cookie": f"khabar={secret}"}, {"authorization": f"Bearer {token}"}):
            assert browser.post("/api/judgements", headers=headers).status_code == (403 if role == "reader" else 200)
            assert browser.post("/api/code", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/static/desk.css"])
def test_the_door_of_a_public_desk_is_open(desk: Desk, path: str) -> None:
    assert desk(public=True).get(path).status_code == 200


def test_the_way_back_from_the_door_is_kept(desk: Desk) -> None:
    answer = desk(public=True).get("/claims?text=هدنة&lang=en")
    assert answer.headers["location"] == "/sign-in?next=%2Fclaims%3Ftext%3D%25D9%2587%25D8%25AF%25D9%2586%25D8%25A9%26lang%3Den"


@pytest.mark.parametrize(
    ("length", "status"),
    [("65536", 200), ("65537", 413), ("1073741824", 413), ("9" * 400, 413), ("-1", 413), ("1e3", 413)],
)
def test_a_body_that_says_that_it_is_too_long_is_refused_unread(engine: Engine, length: str, status: int) -> None:
    assert sent(engine, [(b"content-length", length.encode())], [b"x"])[0] == status


@pytest.mark.parametrize(
    ("chunks", "status", "read"), [([b"x" * 65_536], 200, 1), ([b"x" * 65_536, b"x", b"x"], 413, 2), ([b"x" * 70_000] * 9, 413, 1)]
)
def test_a_body_that_does_not_say_its_length_is_counted(engine: Engine, chunks: list[bytes], status: int, read: int) -> None:
    assert sent(engine, [], chunks) == (status, read)


def test_a_body_that_comes_too_slowly_is_refused(engine: Engine) -> None:
    assert sent(engine, [], [b"x", None, b"x"], seconds=0.05) == (408, 2)


def sent(engine: Engine, headers: list[tuple[bytes, bytes]], chunks: list[bytes | None], seconds: float = 60) -> tuple[int, int]:
    """Status, and how many chunks were read, of a request whose body comes so; None never comes."""
    app = FastAPI()

    @app.post("/x")
    async def post(request: Request) -> int:
        return len(await request.body())

    scope = {
        "type": "http", "method": "POST", "path": "/x", "raw_path": b"/x", "query_string": b"", "root_path": "", "http_version": "1.1",
        "headers": [(b"host", b"localhost"), *headers], "client": ("192.0.2.1", 1), "server": ("localhost", 80), "scheme": "http",
    }  # fmt: skip
    status, read = 0, 0

    async def receive() -> Message:
        nonlocal read
        read += 1
        chunk = chunks[read - 1]
        if chunk is None:
            await anyio.sleep_forever()
        return {"type": "http.request", "body": chunk, "more_body": read < len(chunks)}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    anyio.run(Guard(app, Rules(engine, body=Bound(65_536, seconds))), scope, receive, send)
    return status, read


def knock(name: str = "nour", password: str = PASSWORD, earlier: str = "", address: str = "192.0.2.1") -> signing.Knock:
    return signing.Knock(name, password, address, earlier)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("nour", "five brown goats on a hill"),
        ("nour", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("' OR 1=1 --", "' OR 1=1 --"),
        ("nour\0", PASSWORD),
        ("nour", "\ud800"),
    ],
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(engine: Engine, stored: str, name: str, password: str) -> None:
    accounts.add(engine, "nour", "reviewer", stored, BY)
    assert signing.enter(engine, knock(name, password)) == signing.Refused("account.wrong")
    assert isinstance(signing.enter(engine, knock()), signing.Entered)


def test_a_session_that_was_planted_is_not_the_one_that_is_begun(engine: Engine, stored: str) -> None:
    accounts.add(engine, "nour", "reviewer", stored, BY)
    planted = signed_in(engine, stored)
    entered = signing.enter(engine, knock(earlier=planted))
    assert isinstance(entered, signing.Entered)
    assert accounts.of_session(engine, planted) is None
    unknown = signing.enter(engine, knock(earlier="a-secret-that-the-attacker-chose"))
    assert isinstance(unknown, signing.Entered)
    assert accounts.of_session(engine, "a-secret-that-the-attacker-chose") is None


def test_after_five_wrong_passwords_the_right_one_has_to_wait_too(engine: Engine, stored: str) -> None:
    accounts.add(engine, "nour", "reviewer", stored, BY)
    answers = [signing.enter(engine, knock(password="wrong wrong wrong", address=f"192.0.2.{at}")) for at in range(5)]  # noqa: S106
    assert answers == [signing.Refused("account.wrong")] * 5
    late = signing.enter(engine, knock(address="192.0.2.9"))
    assert isinstance(late, signing.Refused)
    assert (late.reason, late.seconds > 0) == ("account.wait", True)


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        (PASSWORD, None),
        ("عشر حمامات فوق البيت", None),
        ("short", "account.short"),
        ("x" * 1025, "account.long"),
        ("aaaaaaaaaaaaaaaa", "account.plain"),
        ("nour-al-huda-1", "account.plain"),
    ],
)
def test_passwords_are_long_and_not_the_name(password: str, wrong: str | None) -> None:
    assert passwords.fault(password, "Nour-al-Huda-1") == wrong
