"""`python -m bench.growth`: how the time of the article stage grows when hostile input doubles. About 2 is linear, about 4 quadratic."""

from __future__ import annotations

import time

from khabar import articles
from khabar.records.capture import Capture, Media

_PROSE = "قال الوزير إن الحكومة ستوافق على الاتفاق في المدينة "
_PARAGRAPH = f"<p>{_PROSE * 4}.</p>"
PIECES: dict[str, tuple[Media, str, str, int]] = {
    "one line": ("text", "", _PROSE, 5_600),
    "one line with runs of spaces": ("text", "", _PROSE + "   ", 5_600),
    "days without years": ("text", "", "اليوم الأحد 3 ", 10_000),
    "months": ("text", "", "مارس ", 25_000),
    "stops": ("text", _PROSE, ".", 100_000),
    "brackets": ("text", _PROSE, "(", 100_000),
    "deep tags": ("html", _PARAGRAPH, "<div>", 5_000),
    "crossed tags": ("html", _PARAGRAPH, "<i><div>", 2_500),
    "open tags": ("html", _PARAGRAPH, "<a ", 25_000),
    "open comments": ("html", _PARAGRAPH, "<!--", 25_000),
    "entities": ("html", _PARAGRAPH, "&nbsp;", 50_000),
    "paragraphs": ("html", _PARAGRAPH, _PARAGRAPH, 1_000),
}
"""Name: media, what stands before, the piece that is repeated, how often at first."""
_RUNS = 3


def seconds(media: Media, text: str) -> float:
    """The least processor time of a few runs."""
    page = Capture("page", "0", text, media, "page", "utf-8")
    spent = []
    for _ in range(_RUNS):
        began = time.process_time()
        articles.extract(page)
        spent.append(time.process_time() - began)
    return min(spent)


def main() -> None:
    for name, (media, before, piece, times) in PIECES.items():
        once, twice = (seconds(media, before + piece * (times * n)) for n in (1, 2))
        print(f"{name:30} {twice / once:.2f} times the time for twice the length ({len(piece) * times:,} characters first)")


if __name__ == "__main__":
    main()
