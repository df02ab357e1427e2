"""Small stories for tests, in the grammar of the gold stories (`bench.occurrences.gold`)."""

from __future__ import annotations

from textwrap import dedent

from bench.occurrences.gold import Story, parse

ARTICLES = """\
story 1 test
article a الراية 2015-03-02
article b المنبر 2015-03-02
article c صدى_الشرق 2015-03-03
article d الضفاف 2015-03-04
article e الأفق 2015-09-01
"""


def story(lines: str) -> Story:
    """A story of five articles: a and b on 2 March 2015, c and d on the days after, e on 1 September."""
    return parse(ARTICLES + dedent(lines).strip() + "\n")[0]


def ids(one: Story) -> dict[str, str]:
    """Claim id → its key without the story's number."""
    return {told.claim.id: key.partition(".")[2] for key, told in one.told.items()}
