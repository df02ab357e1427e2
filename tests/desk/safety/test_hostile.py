"""Hostile pages, names, titles and reasons, hostile addresses and forms: every page of the desk is visited, and none runs or loads a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from khabar.desk.filters import NAMES as FILTERS
from khabar.desk.security import HEADERS
from khabar.ledger import reviews
from khabar.ledger.corrections import FIELDS
from khabar.ledger.engine import connect
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer
from khabar.ledger.writer import Writer, running
from khabar.records.article import Article, Published
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link, Place
from khabar.records.spans import Quote, Span
from tests.desk.safety.conftest import empty, sign_in, token

Desk = Callable[..., TestClient]
EVIL = (
    "\"'><x-evil onmouseover=evil()>{{7*7}}${7*7}<script>evil()</script><img src=x onerror=evil()><a href='javascript:evil()'>\u202e]]>-->"
    "</textarea></title>"
)
SQL = "'; DROP TABLE claim; --\" OR 1=1 /*%_\\\0"
OTHERS = (
    "javascript:evil()//",
    "data:text/html,<script>evil()</script>",
    "//evil.example/x",
    "../../../etc/passwd",
    "%2e%2e%2f%00",
    "\u0660' OR 1=1 --",
    "a" * 5000,
)


def hostile(name: str, media: str = "html", text: str | None = None) -> tuple[Capture, Article, Claim]:
    """A page of which every part that its author chooses is hostile, with a claim whose every text is."""
    words = text or f"قال {EVIL} إن {EVIL} قصف {EVIL} يوم {EVIL}."
    of = Capture(name, f"{abs(hash(name)):064x}"[:64], f"{EVIL}\n{words}\n{EVIL}", media, f"{EVIL}.html", "utf-8", OTHERS[0], EVIL)  # type: ignore[arg-type]
    start = of.text.index(words)
    quote_, cue = Quote.of(of.text, start, start + len(words)), Quote.of(of.text, start, start + 3)
    title = Quote.of(of.text, 0, len(EVIL))
    published = Published("2016-05-01", "2016-05-01", "line", title)
    article = Article(
        name, of.sha256, "ar", title, None, (quote_.span,), (), (Span(start + len(words), len(of.text)),), EVIL, EVIL, title, published, OTHERS[0]
    )
    party = Entity(None, EVIL, EVIL, start + 4, start + 4 + len(EVIL), ())
    links = (Link(None, EVIL, "person", start + 4, start + 4 + len(EVIL)), Link(None, EVIL, "outlet", None, None))
    sides, event = ((party,), (replace(party, name=EVIL + "2"),)), Event("ASSAULT", "aerial", (EVIL,), cue)
    time, place = EventTime("2016-05-01", "2016-05-02", "day", "explicit", EVIL), Place(EVIL, None, None, 1.0, 2.0, "town")
    key = f"{abs(hash(name)):016x}"[:16]
    claim = Claim(key, name, quote_, event, *sides, "predicted", links, time, place, EVIL, Coder("khabar", EVIL, 0.9), (EVIL,))
    return of, article, claim


def store(writer: Writer, of: Capture, article: Article | Dropped, *claims: Claim) -> None:
    task = writer.task(of)
    assert task is not None
    writer.store(task, article, claims)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of hostile pages, judgements, faults and drops."""
    path = tmp_path_factory.mktemp("hostile") / "khabar.db"
    engine = connect(empty(path))
    with running(engine, EVIL, f"khabar add {EVIL}") as writer:
        made = [hostile(f"{EVIL}{at}", media) for at, media in enumerate(("html", "text", "html"))]
        for of, article, claim in made:
            store(writer, of, article, claim)
        of, _, _ = hostile(f"{EVIL} dropped")
        store(writer, of, Dropped(of.id, "no-article", EVIL))
        writer.fault(Fault(EVIL, EVIL, EVIL, EVIL))
        by = Reviewer(EVIL, EVIL, "session", EVIL)
        reviews.judge(writer, made[0][2].id, "accept", by)
        reviews.settle(writer, made[1][2].id, "open", by)
        reviews.relate(writer, "merge", EVIL, "ب", by)
        reviews.relate(writer, "different", made[0][2].id, made[1][2].id, by)
        reviews.supply(writer, "outlet", Reader(engine).claims(Query()).claims[0].article, EVIL, by)
    engine.dispose()
    return path


def harmless(answer_text: str, address: str) -> html.HtmlElement:
    """What a browser makes of a page: no element or attribute of ours that the ledger's words have made, and nothing from elsewhere."""
    found = html.fromstring(answer_text)
    assert not found.xpath("//x-evil | //script[not(starts-with(@src, '/static/'))] | //iframe | //style | //base | //meta[@http-equiv]"), address
    assert not found.xpath("//@style | //@*[starts-with(name(), 'on')]"), address
    assert not [each for each in found.xpath("//img/@src | //object/@data | //embed/@src | //link/@href") if not each.startswith("/")], address
    for each in found.xpath("//@href | //@action | //@src | //@formaction"):
        parts = urlsplit(urljoin("http://127.0.0.1/", each))
        assert (parts.scheme, parts.hostname) in {("http", "127.0.0.1"), ("https", parts.hostname)}, each
        assert parts.scheme == "http" or parts.hostname is None or "evil" not in parts.hostname, each
    assert "{{7*7}}" not in answer_text or "49${" not in answer_text
    return found


def crawl(desk: TestClient, first: str, most: int = 250) -> Iterator[str]:
    """Every address of the desk that its pages lead to, each fetched and looked at."""
    waiting, seen = [first], {first}
    while waiting and len(seen) <= most:
        address = waiting.pop(0)
        answer = desk.get(address, follow_redirects=True)
        assert answer.status_code < 500, address
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, address
        yield address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for each in harmless(answer.text, address).xpath("//a/@href"):
            parts = urlsplit(urljoin(f"http://127.0.0.1{address}", each))
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            known = "theme=" in target or "lang=" in target or target in seen or parts.hostname != "127.0.0.1"
            if not known:
                seen.add(target)
                waiting.append(target)


def test_no_page_of_a_hostile_ledger_runs_or_loads_a_thing(desk: Desk, poisoned: Path) -> None:
    browser = desk(poisoned)
    visited = list(crawl(browser, "/"))
    for start in ("/review", "/runs", "/account", "/add"):
        assert start in visited or list(crawl(browser, start, 20))
    assert any(one.startswith("/articles/") for one in visited)
    assert any(one.startswith("/claims/") for one in visited)
    assert any(one.startswith("/runs/") for one in visited)


@pytest.mark.parametrize("path", ["/claims", "/review", "/runs", "/", "/sign-in"])
@pytest.mark.parametrize("name", [*FILTERS, "cursor", "as_of", "lang", "theme", "next", "claim", "before", "keys", "limit", "x"])
def test_what_an_address_says_is_never_more_than_words(desk: Desk, poisoned: Path, path: str, name: str) -> None:
    browser = desk(poisoned)
    for value in (EVIL, SQL, *OTHERS):
        answer = browser.get(path, params={name: value})
        assert answer.status_code in {200, 303, 400, 404, 422}, (name, value)
        assert HEADERS.items() <= dict(answer.headers).items() or all(answer.headers[one] == HEADERS[one] for one in HEADERS)
        harmless(answer.text, f"{path}?{name}={value}")
    found: Reader = browser.app.state.source.reader()  # type: ignore[attr-defined]
    assert found.count(Query(rejected=True)) == 3


@pytest.mark.parametrize(
    "place", ["/articles/{}", "/articles/{}/capture", "/claims/{}", "/runs/{}", "/add/{}", "/static/{}", "/actors/{}", "/outlets/{}", "/{}"]
)
def test_what_a_path_says_is_never_more_than_words(desk: Desk, poisoned: Path, place: str) -> None:
    browser = desk(poisoned)
    paths = [quote(value, safe="") for value in (EVIL, SQL, *OTHERS)]
    paths += [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/settings.py",
        "....//....//etc/passwd",
        "/etc/passwd",
        "..\\..\\settings.py",
    ]
    for value in paths:
        answer = browser.get(place.format(value), follow_redirects=True)
        assert answer.status_code in {200, 400, 404, 422}, value
        assert "root:" not in answer.text
        assert "from __future__" not in answer.text
        assert {one: answer.headers.get(one) for one in HEADERS} == HEADERS
        if answer.headers["content-type"].startswith("text/html"):
            harmless(answer.text, value)


PAIR = ("first", "second", "reason")
ACTS: dict[str, tuple[str, ...]] = {
    "accept": ("reason",), "reject": ("reason",),
    "outcome": ("reason", "verdict"), "merge": PAIR, "split": PAIR, "same": PAIR[1:], "different": PAIR[1:],
    "correct": ("reason", *FIELDS), "nonsense": ("reason",),
}  # fmt: skip


@pytest.mark.parametrize("value", [EVIL, SQL, "\ud800", "x" * 9000], ids=["script", "sql", "half-a-pair", "long"])
@pytest.mark.parametrize("act", ACTS)
def test_what_a_form_says_is_never_more_than_words(desk: Desk, poisoned: Path, act: str, value: str) -> None:
    browser = desk(poisoned)
    found: Reader = browser.app.state.source.reader()  # type: ignore[attr-defined]
    claim = found.claims(Query(waiting=True)).claims[0].id
    given = {"csrf": token(browser, "/review"), "act": act, "claim": claim, "reason": "سبب", "first": "أ", "second": "ب", "verdict": "open"}
    for name in ("act", "claim", "csrf", *ACTS[act]):
        sent = {key: each.encode("utf-8", "surrogatepass") for key, each in (given | {name: value}).items()}
        answer = browser.post("/review", data=sent)
        assert answer.status_code in {303, 400, 403, 404, 422}, (act, name, answer.text[:500])
        if answer.status_code != 303:
            harmless(answer.text, f"{act} {name}")
    again: Reader = browser.app.state.source.reader()  # type: ignore[attr-defined]
    assert again.count(Query(rejected=True)) == 3
    for path in ("/account", "/review", f"/review?claim={claim}", "/"):
        assert browser.get(path).status_code == 200
        harmless(browser.get(path).text, path)


@pytest.mark.parametrize("name", ["name", "password", "next", "csrf"])
@pytest.mark.parametrize("value", [EVIL, SQL, "\ud800", "x" * 50_000], ids=["script", "sql", "half-a-pair", "long"])
def test_what_is_said_at_the_door_is_never_more_than_words(desk: Desk, name: str, value: str) -> None:
    browser = desk(public=True)
    given = {"csrf": token(browser, "/sign-in"), "name": "nour", "password": "wrong wrong wrong", "next": "/", name: value}
    answer = browser.post("/sign-in", data={key: each.encode("utf-8", "surrogatepass") for key, each in given.items()})
    assert answer.status_code == 403
    harmless(answer.text, name)


def test_a_tokens_label_is_never_more_than_words(desk: Desk) -> None:
    browser = desk(public=True)
    sign_in(browser, "nour")
    for label in (EVIL, SQL.replace("\0", ""), "x" * 5000):
        answer = browser.post("/account/tokens", data={"csrf": token(browser, "/account"), "label": label, "days": SQL})
        assert answer.status_code in {200, 400}
        harmless(answer.text, label)
        harmless(browser.get("/account").text, label)


def test_the_capture_is_shown_as_text_and_no_address_of_it_is_a_link(desk: Desk, poisoned: Path) -> None:
    browser = desk(poisoned)
    found: Reader = browser.app.state.source.reader()  # type: ignore[attr-defined]
    for one in found.articles():
        for path in (f"/articles/{one.id}", f"/articles/{one.id}/capture"):
            answer = browser.get(path)
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            assert not [each for each in harmless(answer.text, path).xpath("//@href") if each.lower().startswith(("javascript", "data:"))]


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one page of 5,000 claims."""
    path = tmp_path_factory.mktemp("thousands") / "khabar.db"
    engine = connect(empty(path))
    of, article, claim = hostile("page", "text", " ".join(["قصف الطيران المدينة."] * 5000))
    start = article.body[0].start
    claims = []
    for at in range(5000):
        begin = start + at * 21
        cue, sentence = Quote.of(of.text, begin, begin + 3), Quote.of(of.text, begin, begin + 20)
        mention = Entity(None, "الطيران", of.text[begin + 4 : begin + 11], begin + 4, begin + 11, ())
        changed = {
            "id": f"{at:016x}",
            "quote": sentence,
            "event": replace(claim.event, cue=cue),
            "actor": (mention,),
            "recipient": (),
            "attribution": (),
        }
        claims.append(replace(claim, place=None, condition=None, **changed))  # type: ignore[arg-type]
    with running(engine, "1", "test") as writer:
        store(writer, of, article, *claims)
    engine.dispose()
    return path


@pytest.mark.parametrize("path", ["/claims", "/review", "/runs/1", "/", "/claims?limit=200"])
def test_five_thousand_claims_come_in_pages(desk: Desk, thousands: Path, path: str) -> None:
    answer = desk(thousands).get(path)
    assert answer.status_code == 200
    assert len(answer.content) < 150_000 * (3 if "limit" in path else 1)
