"""What every page must have, read from its HTML."""

from __future__ import annotations

from lxml import html
from starlette.testclient import TestClient


def page(client: TestClient, path: str, language: str = "ar", status: int = 200) -> html.HtmlElement:
    """The page at an address in a language, sound in what every page shares."""
    client.cookies.clear()
    answer = client.get(path, params={"lang": language}) if "?" not in path else client.get(f"{path}&lang={language}")
    client.cookies.clear()
    assert answer.status_code == status, answer.text[:2000]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    found = html.fromstring(answer.text)
    sound(found, language)
    return found


def sound(found: html.HtmlElement, language: str) -> None:
    """Language and direction, one h1, landmarks, a skip link, no inline script or style, every id once."""
    assert (found.get("lang"), found.get("dir")) == (language, {"ar": "rtl", "en": "ltr"}[language])
    assert len(found.xpath("//h1")) == 1
    assert "".join(found.xpath("//h1")[0].itertext()).strip()
    assert [len(found.xpath(f"//body/{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]
    assert found.xpath("//nav/@aria-label")
    assert found.xpath("//body/a[1]/@href") == ["#content"]
    assert found.xpath("//main/@id") == ["content"]
    assert not found.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")
    ids = found.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert not [at for at in found.xpath("//a/@href") if at.startswith("#") and at[1:] not in ids]
    assert all(table.xpath("./caption") and table.xpath(".//th") for table in found.xpath("//table"))


def text(found: html.HtmlElement) -> str:
    return " ".join("".join(found.itertext()).split())
