"""Every page in a real browser: in both languages and themes, by WCAG 2.2 AA, narrow and enlarged, without script, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import khabar
from khabar.desk.addresses import address
from tests.desk.browser.conftest import tab

WCAG: dict[str, object] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
CONTRAST: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
"""What another theme can change."""
KINDS = (
    "home", "claims", "claim", "article", "capture", "occurrences", "occurrence", "contradictions", "actors", "actor", "dyad", "speaker", "outlets",
    "outlet", "predictions", "map", "network", "review", "add", "runs", "run", "sign-in", "account", "missing",
)  # fmt: skip


@pytest.fixture(scope="session")
def paths(ledger_file: Path) -> dict[str, str]:
    """One address a kind of page."""
    ledger = khabar.open(str(ledger_file))
    _, held = ledger.corroborated()
    one = max(held.occurrences, key=lambda each: (len(held.contradictions(each)), len(each.claims)))
    told = held.told[one.claims[0]]
    link = max(ledger.network(on="2031-01-01", days=36_000), key=lambda each: each.witnesses)
    speaker = next(each for each in ledger.actors() if each.speaker)
    outlet = next(iter(ledger.outlets()))
    ledger.close()
    found = {
        "home": "/", "claims": "/claims?status=denied", "claim": address("claims", one.claims[0]), "article": address("articles", told.article),
        "capture": address("articles", told.article, "capture"), "occurrences": "/occurrences", "occurrence": address("occurrences", one.id),
        "contradictions": "/contradictions", "actors": "/actors", "actor": address("actors", link.first),
        "dyad": address("dyads", link.first, link.second),
        "speaker": address("speakers", speaker.id or speaker.name), "outlets": "/outlets", "outlet": address("outlets", outlet.name),
        "predictions": "/predictions", "map": "/map", "network": "/network?on=2031-01-01&days=36000",
        "review": "/review", "add": "/add", "runs": "/runs", "run": "/runs/1", "sign-in": "/sign-in", "account": "/account",
        "missing": "/claims/0000000000000000",
    }  # fmt: skip
    assert tuple(found) == KINDS
    return found


def violations(page: Page, rules: dict[str, object]) -> list[object]:
    found = Axe().run(page, options=rules)
    return [(one["id"], one["help"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found.response["violations"]]


def opened(page: Page, desk: str, path: str, language: str = "ar", theme: str = "light") -> None:
    page.goto(f"{desk}{path}{'&' if '?' in path else '?'}lang={language}&theme={theme}")


def unfolded(page: Page) -> None:
    """What a page folds away is read too."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS[:-1])
def test_every_page_passes_wcag_in_both_themes(browser: Browser, desk: str, paths: dict[str, str], kind: str, language: str) -> None:
    with tab(browser) as page:
        opened(page, desk, paths[kind], language)
        unfolded(page)
        assert violations(page, WCAG) == []
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert violations(page, CONTRAST) == []


@pytest.mark.parametrize("kind", KINDS[:-1])
def test_every_page_reads_at_320_pixels_and_at_twice_its_letters(browser: Browser, desk: str, paths: dict[str, str], kind: str) -> None:
    """WCAG 1.4.4 and 1.4.10: 1280 pixels at 400 % are 320; nothing but tables and charts, in their own frames, scrolls sideways."""
    with tab(browser) as page:
        opened(page, desk, paths[kind])
        unfolded(page)
        for width, letters in ((320, "100%"), (1280, "200%")):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


@pytest.mark.parametrize("kind", ["home", "article", "occurrence", "dyad", "network", "review", "add", "runs", "run", "sign-in", "account"])
def test_pages_read_without_script(browser: Browser, desk: str, paths: dict[str, str], kind: str) -> None:
    with tab(browser, java_script_enabled=False) as page:
        opened(page, desk, paths[kind])
        assert page.locator("h1").inner_text().strip()
        assert page.locator("main").inner_text().strip()


def test_the_keyboard_alone_reaches_a_claim_from_the_front_page(browser: Browser, desk: str) -> None:
    with tab(browser) as page:
        opened(page, desk, "/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        for _ in range(60):
            page.keyboard.press("Tab")
            at = page.evaluate("document.activeElement.getAttribute('href') || ''")
            if at.startswith("/articles/"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/*")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.getAttribute('href') || ''").startswith("/claims/"):
                break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/*")


def test_a_mark_of_a_chart_leads_on(browser: Browser, desk: str, paths: dict[str, str]) -> None:
    with tab(browser) as page:
        opened(page, desk, paths["network"])
        mark = page.locator("figure svg a[href^='/dyads/'], figure svg a[href^='/actors/']").first
        at = mark.get_attribute("href")
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{at}")


def test_the_slider_says_its_month_and_sends_it(browser: Browser, desk: str) -> None:
    with tab(browser) as page:
        opened(page, desk, "/network")
        months = str(page.locator("#at").get_attribute("data-months")).split()
        page.locator("#at").focus()
        page.keyboard.press("Home")
        assert page.locator("output[for='at']").inner_text() == months[0]
        page.locator("form:has(#at) button").click()
        page.wait_for_url("**at=0**")
        assert months[0] in page.locator("h1").inner_text()


def test_language_and_theme_are_kept_from_page_to_page(browser: Browser, desk: str) -> None:
    with tab(browser) as page:
        opened(page, desk, "/", "en", "dark")
        page.goto(f"{desk}/occurrences")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["article", "claim"])
def test_a_printed_page_has_no_menus_and_is_black_on_white_whatever_the_screen_was(
    browser: Browser, desk: str, paths: dict[str, str], kind: str, theme: str
) -> None:
    with tab(browser) as page:
        opened(page, desk, paths[kind], theme=theme)
        page.emulate_media(media="print")
        assert not page.locator("nav.sections").is_visible()
        assert page.locator("h1").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.deed .actor')).color") == "rgb(0, 0, 0)"
        assert violations(page, CONTRAST) == []


def test_a_claim_is_printed_with_its_citation(browser: Browser, desk: str, paths: dict[str, str]) -> None:
    with tab(browser) as page:
        opened(page, desk, paths["claim"])
        page.emulate_media(media="print")
        assert page.locator(".cite pre").first.is_visible()
        assert not page.locator(".cite summary").first.is_visible()
