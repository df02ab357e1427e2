"""The page of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from lxml import html
from starlette.testclient import TestClient

from khabar.arabic.markup import clean
from khabar.cli import commands
from khabar.desk.app import create_app
from khabar.desk.pages.article import PIECE, piece, view
from khabar.desk.settings import Settings
from khabar.desk.source import Lately, Source
from khabar.ledger.engine import LedgerError
from khabar.ledger.reader import Reader
from khabar.records.capture import Capture
from khabar.records.spans import Span
from tests.desk.look import page, text

NOTHING = Lately(None, None, current=False)
SCRIPT = "<script>alert(1)</script>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"
HOSTILE = f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>نقابة الصيادين {ESCAPED} تعلن الإضراب</title>
<meta property="og:site_name" content="صحيفة &lt;img src=x onerror=alert(1)&gt; الميناء"><meta property="article:published_time" content="2015-06-02">
{SCRIPT}<style>body {{ display: none }}</style></head><body onload="alert(1)"><article>
<h1>نقابة الصيادين {ESCAPED} تعلن الإضراب</h1>
<p>اعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين &lt;b onclick=alert(1)&gt; قرب السوق القديم.
وقال الناطق باسم النقابة نادر السهيل إن الشرطة ضربت المعتقلين.</p>
<p>ودعت الأمم المتحدة لبنان إلى الإفراج عن الصيادين، بينما أدانت الحكومة التركية اعتقالهم أمس.</p></article>
<iframe src="https://example.org/"></iframe><a href="javascript:alert(1)">انقر هنا</a></body></html>"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_article_is_sound_and_small(client: TestClient, reader: Reader, language: str) -> None:
    for one in reader.articles():
        page(client, f"/articles/{one.id}", language)
        assert len(client.get(f"/articles/{one.id}").content) < 150_000


def test_every_claim_stands_once_beside_its_text(client: TestClient, reader: Reader) -> None:
    for one in reader.articles():
        shown = page(client, f"/articles/{one.id}")
        claims = view(reader, one.id, NOTHING).claims
        assert sorted(shown.xpath("//*[@class='card']/@id")) == sorted(f"c-{claim.id}" for claim in claims)


def test_the_marked_text_is_the_pages_own(reader: Reader) -> None:
    """Runs put together are the paragraph, to the letter."""
    for one in reader.articles():
        told = view(reader, one.id, NOTHING)
        assert told.reading is not None
        assert one.article is not None
        shown = "".join(run.text for block in told.reading.blocks for run in block.runs)
        assert shown == "".join(clean(told.capture.text, span, one.media).text for span in one.article.body)


def test_article_furniture_and_comments_are_the_whole_page(reader: Reader) -> None:
    for one in reader.articles():
        told = view(reader, one.id, NOTHING)
        assert told.reading is not None
        parts = [run.text for block in told.reading.blocks for run in block.runs]
        parts += [run.text for run in told.reading.title.runs] if told.reading.title else []
        parts += [*told.reading.furniture, *told.reading.comments]
        assert one.article is not None
        parts += [one.article.byline.text if one.article.byline else ""]
        whole = clean(told.capture.text, Span(0, len(told.capture.text)), one.media).text
        assert Counter("".join(whole.split())) - Counter("".join(parts)) == Counter()


def test_each_cue_leads_to_its_claim(client: TestClient, reader: Reader) -> None:
    for one in reader.articles():
        shown = page(client, f"/articles/{one.id}")
        ids = set(shown.xpath("//*[@class='card']/@id"))
        assert {at[1:] for at in shown.xpath("//a[contains(@class, 'cue')]/@href")} <= ids


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("01-truce.html", "from the page’s metadata «2018-02-12T13:25:00+02:00»"),
        ("10-truce-reprint.txt", "from the dateline of the page «نشر في دروب الشام يوم 13 - 02 - 2018»"),
        ("wire.jsonl", "from what came with the page"),
        ("08-offer.txt", "not known; nothing on the page tells"),
    ],
)
def test_how_its_day_is_known_is_told(client: TestClient, reader: Reader, name: str, told: str) -> None:
    one = next(each for each in reader.articles() if each.source.endswith(name))
    assert told in text(page(client, f"/articles/{one.id}", "en"))


def test_a_reprint_names_what_it_copies(client: TestClient, source: Source, reader: Reader) -> None:
    source.catch_up(reader)
    found = {each.source.rpartition("/")[2]: each.id for each in reader.articles()}
    reprint, first = found["10-truce-reprint.txt"], found["01-truce.html"]
    told = view(reader, reprint, source.lately(reader))
    assert told.copy_of is not None
    assert told.copy_of.id == first
    assert [(each.other.id, each.relation, each.first) for each in told.shared or ()] == [(first, "copy", first)]
    shown = page(client, f"/articles/{reprint}", "en").xpath("//section[@aria-labelledby='copies']")[0]
    assert f"/articles/{first}" in shown.xpath(".//a/@href")
    assert view(reader, reprint, NOTHING).shared is None


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Reader]]:
    """A desk on a page whose title, outlet, text and source hold scripts."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "page.html").write_text(HOSTILE, encoding="utf-8")
    (folder / "long.txt").write_text("سطر من القائمة\n" * 9000 + HOSTILE, encoding="utf-8")
    for arguments in (["init"], ["add", str(folder)]):
        assert CliRunner().invoke(commands, [*arguments, "--db", str(folder / "khabar.db")]).exit_code == 0
    app = create_app(Settings(str(folder / "khabar.db")))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client, app.state.source.reader()


@pytest.mark.parametrize("path", ["/", "/claims", "/articles/{id}", "/articles/{id}/capture"])
def test_scripts_of_a_page_stay_text(hostile: tuple[TestClient, Reader], path: str) -> None:
    client, reader = hostile
    one = next(each for each in reader.articles() if each.source.endswith("page.html"))
    shown = page(client, path.format(id=one.id), "en")
    assert not shown.xpath("//script | //iframe | //style | //img | //main//b | //*[@onload or @onclick or @onerror]")
    assert not [at for at in shown.xpath("//@href") if not at.startswith(("/", "#", "?"))]


def test_the_scripts_are_there_to_be_read(hostile: tuple[TestClient, Reader]) -> None:
    client, reader = hostile
    one = next(each for each in reader.articles() if each.source.endswith("page.html"))
    assert SCRIPT in text(page(client, f"/articles/{one.id}").xpath("//h1")[0])
    assert text(page(client, f"/articles/{one.id}/capture").xpath("//pre")[0]) == " ".join(HOSTILE.split())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_long_capture_is_shown_by_pieces_that_make_it_up(hostile: tuple[TestClient, Reader], language: str) -> None:
    client, reader = hostile
    one = next(each for each in reader.articles() if each.source.endswith("long.txt"))
    held = reader.capture(one.id)
    assert isinstance(held, Capture)
    pieces: list[str] = []
    at = f"/articles/{one.id}/capture"
    while at:
        shown = page(client, at, language)
        assert len(html.tostring(shown, encoding="utf-8")) < 150_000
        pieces += shown.xpath("//pre/text()")
        at = next(iter(shown.xpath("//a[@rel='next']/@href")), "")
    assert len(pieces) == -(-len(held.text) // PIECE)
    assert "".join(pieces).replace("\r", "") == held.text.replace("\r", "")


@pytest.mark.parametrize("start", [-1, 10**9])
def test_a_piece_that_there_is_not_is_refused(reader: Reader, start: int) -> None:
    one = next(reader.articles())
    with pytest.raises(LedgerError, match="has no character"):
        piece(reader, one.id, start)
