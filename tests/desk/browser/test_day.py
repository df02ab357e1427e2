"""A reviewer's day in a real browser, on a copy of the samples: add, read, judge, merge, pair, cite, export; then with an account."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Download, Page, expect

import khabar
from khabar.cli import commands
from khabar.desk.addresses import address
from khabar.ledger.reader import open_ledger
from tests.desk.browser.conftest import SLOW, served, tab
from tests.desk.browser.test_pages import CONTRAST, WCAG, violations

TITLE = "قوات الحدود توقف أربعة مهربين قرب معبر الغزلان"
PAGE = f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="og:site_name" content="صحيفة المرفأ"><meta property="article:published_time" content="2019-05-07T08:00:00Z"></head>
<body><article><h1>{TITLE}</h1>
<p>أعلن الجيش الجزائري أن قوات الحدود اعتقلت يوم الاثنين أربعة مهربين قرب معبر الغزلان، بعد مطاردة دامت ساعات في منطقة صحراوية وعرة.</p>
<p>وقال متحدث باسم الجيش إن المهربين أطلقوا النار على الدورية، وإن جنديا أصيب بجروح طفيفة نقل على إثرها إلى المستشفى العسكري في تمنراست.</p>
</article></body></html>"""
NAME, PASSWORD = "نور", "حبر على ورق مسطور"
FIRST, SECOND = "حركة فجر البادية", "فجر البادية"
"""Two names of one movement, which the samples leave apart."""


@pytest.fixture
def own(ledger_file: Path, tmp_path: Path) -> Path:
    """A ledger to write in."""
    return Path(shutil.copy(ledger_file, tmp_path / "khabar.db"))


@pytest.fixture
def apart(own: Path) -> tuple[str, str]:
    """Two claims of two articles, alone in their occurrences."""
    ledger = khabar.open(str(own))
    _, held = ledger.corroborated()
    alone = [one.claims[0] for one in held.occurrences if len(one.claims) == 1]
    second = next(one for one in alone if held.told[one].article != held.told[alone[0]].article)
    ledger.close()
    return alone[0], second


@pytest.fixture
def at(browser: Browser, own: Path) -> Iterator[tuple[Page, str]]:
    """A page of a browser, and the desk before it."""
    expect.set_options(timeout=SLOW)
    with served(own) as desk, tab(browser, base_url=desk, permissions=["clipboard-read", "clipboard-write"], accept_downloads=True) as page:
        yield page, desk


def test_a_reviewers_day(at: tuple[Page, str], own: Path, apart: tuple[str, str], tmp_path: Path) -> None:
    page, _ = at
    article = add(page, tmp_path)
    claim = read(page, article)
    corrected, rejected, accepted = judge_by_keyboard(page, claim)
    merge(page)
    pair(page, *apart)
    cite(page, corrected)
    export(page)
    with_an_account(page, own)
    found = open_ledger(str(own))
    judged = {one: [made.kind for made in found.history(f"claim:{one}")] for one in (corrected, rejected, accepted)}
    found.engine.dispose()
    assert judged == {corrected: ["correct"], rejected: ["reject"], accepted: ["accept"]}


def add(page: Page, folder: Path) -> str:
    """Send a file and look on until its run's report is there; the address of the new article."""
    file = folder / "05-smugglers.html"
    file.write_text(PAGE, encoding="utf-8")
    page.goto("/")
    page.locator("nav.sections a[href='/add']").click()
    page.locator("#files").set_input_files(file)
    page.locator("main form button").click()
    page.wait_for_url("**/runs/*")
    expect(page.locator("p.command")).to_contain_text(file.name)
    new = page.get_by_role("link", name=TITLE)
    expect(new).to_be_visible()
    expect(page.locator("p.told[role=status]")).to_have_count(0)
    return str(new.get_attribute("href"))


def read(page: Page, article: str) -> str:
    """From the report to the article, and from a claim beside its text to the claim's own page; its address."""
    page.locator(f"main a[href='{article}']").click()
    expect(page.locator("h1")).to_contain_text("قوات الحدود")
    expect(page.locator("article, main")).to_contain_text(["معبر الغزلان"])
    assert page.locator(".m.cue").count() > 1
    card = page.locator(".card a[href^='/claims/']").first
    claim = str(card.get_attribute("href"))
    card.click()
    page.wait_for_url(f"**{claim}")
    expect(page.locator("figure blockquote .cue").first).to_be_visible()
    return claim.rpartition("/")[2]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.value || ''"))


def tabbed(page: Page, to: str) -> None:
    """Go on by the key Tab to a field, or to a button's value."""
    for _ in range(40):
        if focused(page) == to:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {to}")


def waiting(page: Page) -> str:
    return str(page.locator("#verdict input[name=claim]").input_value())


def sent(page: Page, key: str) -> str:
    """Press a key that leads on; the claim that waits then."""
    before = waiting(page)
    with page.expect_navigation():
        page.keyboard.press(key)
    expect(page.locator("[role=alert]")).to_have_count(0)
    assert waiting(page) != before
    return before


def judge_by_keyboard(page: Page, claim: str) -> tuple[str, str, str]:
    """Correct the claim of the new page, skip one of the queue, reject one and accept one, without a mouse; the three that were judged."""
    page.goto(f"/review?claim={claim}")
    page.keyboard.press("c")
    assert focused(page) == "f-type"
    tabbed(page, "f-time")
    page.keyboard.press("Control+A")
    page.keyboard.type("2019-05-05")
    tabbed(page, "c-reason")
    page.keyboard.insert_text("وقع ليلة الأحد كما في بيان لاحق")
    page.keyboard.press("Enter")
    assert waiting(page) == claim
    tabbed(page, "correct")
    assert sent(page, "Enter") == claim
    passed = sent(page, "n")
    page.keyboard.press("r")
    assert focused(page) == "reason"
    page.keyboard.insert_text("الجملة لا تقول هذا")
    rejected = sent(page, "Enter")
    accepted = sent(page, "a")
    assert len({claim, passed, rejected, accepted}) == 4
    page.goto(address("claims", rejected))
    expect(page.locator("section:has(#history)")).to_contain_text("الجملة لا تقول هذا")
    return claim, rejected, accepted


def counted(page: Page) -> int:
    return int(page.locator("dl.figures dd").first.inner_text().replace(",", ""))


def merge(page: Page) -> None:
    """Two names become one actor: the page of either counts the claims of both."""
    page.goto(address("actors", SECOND))
    alone = counted(page)
    page.goto(address("actors", FIRST))
    before = counted(page)
    page.goto("/review?party=" + FIRST)
    page.locator("#actors summary").click()
    page.locator("#a-first").fill(FIRST)
    page.locator("#a-second").fill(SECOND)
    page.locator("#a-reason").fill("اسم الحركة مختصرا")
    with page.expect_navigation():
        page.locator("button[value=merge]").click()
    expect(page.locator("[role=alert]")).to_have_count(0)
    page.goto(address("actors", FIRST))
    both = counted(page)
    assert max(before, alone) <= both <= before + alone
    assert alone < both
    page.goto(address("actors", SECOND))
    assert counted(page) == both


def pair(page: Page, first: str, second: str) -> None:
    """Two claims are given as one occurrence, and stand together on its page."""
    page.goto(f"/review?claim={first}")
    page.locator("#pair summary").click()
    page.locator("#p-second").fill(f"http://127.0.0.1{address('claims', second)}")
    page.locator("#p-reason").fill("خبر واحد في صحيفتين")
    with page.expect_navigation():
        page.locator("button[value=same]").click()
    expect(page.locator("[role=alert]")).to_have_count(0)
    page.goto("/occurrences")
    page.goto(address("claims", first))
    page.locator("section:has(#occurrence) a[href^='/occurrences/']").click()
    for one in (first, second):
        expect(page.locator(f"main a[href^='/claims/{one}']").first).to_be_visible()


def cite(page: Page, claim: str) -> None:
    """Each form of the citation goes to the clipboard whole, and names the claim; the corrected day stands on the page."""
    page.goto(address("claims", claim))
    expect(page.locator("section:has(#fields) time[datetime='2019-05-05']")).to_be_visible()
    copied = {}
    for number, form in enumerate(("plain", "bibtex", "jsonld")):
        one = page.locator(".cite details").nth(number)
        if not one.evaluate("each => each.open"):
            one.locator("summary").click()
        one.locator("pre").evaluate("each => getSelection().selectAllChildren(each)")
        page.keyboard.press("Control+C")
        copied[form] = str(page.evaluate("navigator.clipboard.readText()"))
    assert f"urn:khabar:claim:{claim}" in copied["plain"]
    assert copied["bibtex"].startswith(f"@misc{{khabar-{claim},")
    assert copied["bibtex"].rstrip().endswith("}")
    assert claim in json.loads(copied["jsonld"])["id"]


def rows(download: Download) -> list[list[str]]:
    with Path(download.path()).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def export(page: Page) -> None:
    """A chart as CSV, and the page's JSON."""
    page.goto(address("actors", FIRST))
    both = counted(page)
    with page.expect_download() as started:
        page.locator("figure.chart a[download][href*='form=csv']").first.click()
    head, *told = rows(started.value)
    assert told
    assert {len(one) for one in told} == {len(head)}
    page.locator("footer a[href^='/api/']").click()
    page.wait_for_url("**/api/**")
    assert json.loads(page.locator("body").inner_text())
    assert both


def with_an_account(page: Page, own: Path) -> None:
    """Once the ledger has an account, judging needs it: the door, a judgement in its name, and out again."""
    made = CliRunner().invoke(commands, ["user", "add", NAME, "--role", "reviewer", "--db", str(own)], input=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.exit_code == 0, made.output
    page.goto("/review")
    page.wait_for_url("**/sign-in?**")
    page.locator("#name").fill(NAME)
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    accepted = sent(page, "a")
    page.goto(address("claims", accepted))
    expect(page.locator("section:has(#history)")).to_contain_text(NAME)
    page.locator("header a[href='/account']").click()
    page.locator("#label").fill("حاسوب العمل")
    page.locator("form[action='/account/tokens'] button").click()
    expect(page.locator("pre")).to_be_visible()
    for theme, rules in (("light", WCAG), ("dark", CONTRAST)):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        assert violations(page, rules) == []
    page.locator("form[action='/sign-out'] button").click()
    expect(page.locator("header a[href='/account']")).to_have_count(0)
    page.goto("/")
    expect(page.locator("header a[href='/sign-in']")).to_be_visible()
    page.goto("/review")
    page.wait_for_url("**/sign-in?**")
