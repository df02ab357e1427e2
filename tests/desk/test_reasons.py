"""Reasons in Arabic: typical ones word for word, and that none of those that the program can give is left in English."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from khabar import claims, mentions, sentences
from khabar.claims import evidence, voices
from khabar.claims.packaged import rows as weights
from khabar.desk.inline import isolated
from khabar.desk.reasons import NAMES, arabic, told
from khabar.desk.words import words
from khabar.knowledge import actors, confidence, contexts, cues, places, plover, reasons
from khabar.knowledge.tables import rows
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.mentions.resolution import resolve
from khabar.records.article import Article, Published
from khabar.records.capture import Capture
from khabar.records.claim import TimeBasis
from khabar.records.mention import Kind
from khabar.records.number import NUMBER_KINDS, QUALIFIERS, SCOPES
from khabar.records.spans import Span

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/khabar"
CASES = ROOT / "tests"
_ARABIC = re.compile(r"[^\s/]*[\u0600-\u06ff][^\s/]*")
_ENGLISH = re.compile(r"[A-Za-z]{2}")


@pytest.mark.parametrize(
    ("english", "shown"),
    [
        pytest.param(
            "cue: «طرد», score 0.99; lexicon: طرد (masdar, expel), طرد (verb, expel)",
            "الفعل: «طرد»، بدرجة 0.99؛ في المعجم: طرد (مصدر)، طرد (فعل)",
            id="cue",
        ),
        pytest.param("type: ASSAULT/aerial, score 1.00", "النوع: اعتداء (من الجو)، بدرجة 1.00", id="type-and-mode"),
        pytest.param("type: AGREE", "النوع: موافقة", id="type-of-a-coder-without-scores"),
        pytest.param(
            "evidence for COERCE/seize: entry COERCE/seize +1.77, cue-root حجز +1.06, entry COERCE/ +0.40",
            "ما يدل على إكراه (استيلاء): يضعه المعجم في إكراه (استيلاء) +1.77، جذر الفعل «حجز» +1.06، يضعه المعجم في إكراه بلا وجه +0.40",
            id="evidence",
        ),
        pytest.param("boundary: own ambassador, SANCTION/withdraw", "قاعدة الحد بين نوعين: استدعاء سفير للتشاور؛ النوع عقوبة (سحب)", id="boundary"),
        pytest.param(
            "status: conditional, score 0.95; «لم» (not) over «يتمكن» (manage): denied, +5.05; condition: «إن عادت؛ وقبل الفجر»",
            "الحال: مشروط، بدرجة 0.95؛ «لم» (نفي) يحكم «يتمكن» (تمكن): منفي، +5.05؛ الشرط: «إن عادت؛ وقبل الفجر»",
            id="status-by-scope-and-condition",
        ),
        pytest.param(
            "actor: «المجلس العسكري» (ORG, 0.89) is egypt-scaf: alias name; who's who (0.98)",
            "الفاعل: «المجلس العسكري» (جهة، 0.89) أي المجلس الأعلى للقوات المسلحة: اسم آخر؛ من دليل الأعلام (0.98)",
            id="actor-of-the-whos-who",
        ),
        pytest.param(
            "recipient: «البلدين» (NOM, 0.98) is mauritania, نواذيبو: «البلدين» stands for موريتانيا and نواذيبو (1.00)",
            "المتلقي: «البلدين» (وصف بلا اسم، 0.98) أي موريتانيا، نواذيبو: «البلدين» تعود إلى موريتانيا ونواذيبو (1.00)",
            id="anaphor",
        ),
        pytest.param(
            "by: «فتح» (ORG) is fatah: short name; who's who; after «دعت»; joined to «حماس» (0.85)",
            "القائل: «فتح» (جهة) أي حركة فتح: اسم مختصر؛ من دليل الأعلام؛ يأتي بعد «دعت»؛ معطوف على «حماس» أو معطوف عليه (0.85)",
            id="speaker-of-an-ambiguous-name",
        ),
        pytest.param(
            "actor: «الرئيس السوري» (PER, 0.99) is bashar-al-assad: person: holder of syria.president on 2016-05-18 (0.90)",
            "الفاعل: «الرئيس السوري» (شخص، 0.99) أي بشار الأسد: شخص: شاغل المنصب (الرئيس السوري) يوم 2016-05-18 (0.90)",
            id="holder-of-an-office",
        ),
        pytest.param(
            "context: military, 1.62: «فصيل» in the sentence, sector MIL, ASSAULT/aerial",
            "السياق: عسكري، 1.62: «فصيل» في الجملة، قطاع الجيش، اعتداء (من الجو)",
            id="context",
        ),
        pytest.param(
            "attribution: «مصادر»; signs: between content +1.35, chance near 8 +0.88, nobody word ، +0.61, holder goes on chance - +0.20",
            "الإسناد: «مصادر»؛ القرائن: بينه وبين الفعل «أن» أو مثلها +1.35، احتمال أن يكون القائل، وهو في الجملة، بحسب النموذج: 8 من 9 +0.88، "
            "قبل الفعل بكلمة أو كلمتين «،» +0.61، آخر المتكلمين قبلها، والجملة تواصل الكلام، ولم ينظر فيه النموذج +0.20",
            id="attribution",
        ),
        pytest.param(
            "place: «ريف حلب السوري»: «ريف» asks for rural; «السوري» decides for SYR; «حلب» is syria.aleppo-province, the only one of that name",
            "المكان: «ريف حلب السوري»: «ريف» تدل على ريف؛ «السوري» ترجّح سوريا؛ «حلب» هو syria.aleppo-province، وهو الوحيد بهذا الاسم",
            id="place",
        ),
        pytest.param(
            "number: «13 قتيلا على الأقل» is killed 13+ (at-least, event); the words stand in the recipient",
            "العدد: «13 قتيلا على الأقل» أي عدد القتلى 13+ (على الأقل، في الحدث نفسه)؛ الكلمات من لفظ المتلقي",
            id="number",
        ),
        pytest.param(
            "score: 0.62 that sides and type are right; log-odds: where every claim starts -2.05; it has no recipient -1.03",
            "الثقة: 0.62، وهي احتمال أن يصح الطرفان والنوع؛ لوغاريتم الأرجحية: ما يبدأ به كل قول -2.05؛ لا متلقي له -1.03",
            id="score",
        ),
        pytest.param(
            "judgement: reject by مريم, 2026-05-01T10:00:00.000000Z: ليس حدثا",
            "الحكم: رفض، حكم به مريم، 2026-05-01T10:00:00.000000Z: ليس حدثا",
            id="judgement",
        ),
    ],
)
def test_a_reason_in_arabic(english: str, shown: str) -> None:
    assert told(english, "ar") == shown
    assert told(english, "en") == english


def test_latin_words_and_signed_numbers_are_kept_left_to_right() -> None:
    told = '«الميادين» هو <bdi dir="ltr" lang="en">geonames:173480</bdi>، <bdi dir="ltr" lang="en">-0.12</bdi> &lt;ب&gt;'
    assert isolated("«الميادين» هو geonames:173480، -0.12 <ب>") == told


def left(lines: Iterator[str] | Sequence[str]) -> list[tuple[str, ...]]:
    """Of each reason that is not told whole, what is left and where."""
    return [(line, *found) for line in dict.fromkeys(lines) if (found := arabic(line).left)]


def test_the_table_leaves_to_others_what_they_name() -> None:
    assert set(NAMES) == reasons.NAMED


def test_every_reason_of_the_sample_pages_is_told(reader: Reader) -> None:
    found = [line for one in reader.every(Query()) for line in one.claim.why]
    assert len(found) > 1000
    assert left(found) == []


def texts(told: Any) -> Iterator[str]:
    """The texts of a file of cases."""
    for key, value in told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ():
        if key == "text":
            yield value
        else:
            yield from texts(value)


def loaded(path: str) -> Any:
    return yaml.safe_load((CASES / path).read_text(encoding="utf-8"))


def coded(text: str, day: str | None) -> Iterator[str]:
    """The reasons of all claims of a text of paragraphs, published on a day."""
    page = Capture("case", hashlib.sha256(text.encode()).hexdigest(), text, "text", "case.txt", "utf-8")
    body = tuple(Span(*found.span()) for found in re.finditer(r"[^\n]+", text))
    published = Published(day, day, "reader", None) if day else None
    article = Article("case", page.sha256, "ar", None, None, body, (), (), None, None, None, published, None)
    split = sentences.split(text, article, "text")
    known = mentions.find(text, [s.quote.span for s in split], day, None, nouns=False)
    yield from (line for one in claims.Learned().code(page, article, split, known, mentions).claims for line in one.why)


@pytest.mark.parametrize("day", ["2016-05-18", None], ids=["dated", "undated"])
def test_every_reason_of_case_sentences_is_told(day: str | None) -> None:
    """Every ninth of the open cases, as two articles."""
    names = ("attribution", "boundaries", "numbers") if day else ("conditions", "contexts", "status")
    chosen = [text for name in names for text in list(texts(loaded(f"claims/cases/{name}_open.yaml")))[::9]]
    assert left(coded("\n\n".join(chosen), day)) == []


def test_every_rule_that_names_actors_and_places_is_told() -> None:
    named = [(words, str(case["on"])) for case in loaded("mentions/cases/names_open.yaml")[::6] for words, _ in case["names"]]
    rules = {found.rule for words, day in named if (found := resolve(words, None, day))}
    assert left([f"actor: {rule}" for rule in sorted(rules)]) == []
    open_cases = [case["place"] for case in loaded("knowledge/cases/places.yaml") if not case.get("held")]
    assert left([f"place: {places.find(words).rule}" for words in open_cases]) == []


def shapes(signs: Iterator[str]) -> list[str]:
    """Signs with one Arabic word in the place of all, each shape once."""
    return list(dict.fromkeys(_ARABIC.sub("قال", sign) for sign in signs))


def test_every_sign_that_has_a_weight_is_told() -> None:
    heard = shapes(sign for choice, sign, _ in weights("voices.tsv") if choice == voices.CHOICES[0])
    assert left([f"attribution: the article itself; signs: {sign} +0.50, {sign} +0.40" for sign in heard]) == []
    shown = shapes(sign for sign, _, _ in weights("evidence.tsv") if sign != evidence.ALWAYS)
    assert left([f"evidence for ASSAULT: {sign} +0.50, {sign} +0.40" for sign in shown]) == []


MODES = [f"{kind}/{mode}" for kind, modes in plover.modes().items() for mode in modes]
FORMS: dict[str, tuple[str, list[str]]] = {
    "types and modes": ("type: {}, score 0.50", [*plover.types(), *MODES]),
    "statuses": ("status: {}, score 0.50", list(plover.STATUSES)),
    "classes of operators": ("status: denied; «لم» ({}): denied, +0.50", sorted({row["class"] for row in rows("markers/operators.tsv")})),
    "forms of the lexicon": ("cue: «قصف»; lexicon: قصف ({}, bomb)", sorted({entry.form for entry in cues.load().entries})),
    "borders": ("boundary: {}, ASSAULT", [row["name"] for row in rows("plover/boundaries.tsv")]),
    "contexts": ("context: {}, 1.00: «حرب» in the article", list(contexts.names())),
    "sectors": ("context: legal, 1.00: sector {}", sorted({*contexts.rules("sector"), *(one.sector for one in actors.load() if one.sector)})),
    "signs of the score": ("score: 0.50 that sides and type are right; log-odds: {} +0.50", [one.meaning for one in confidence.weights()]),
    "kinds of mention": ("actor: «قصف» ({}, 0.50) is قصف: the words themselves (1.00)", list(get_args(Kind))),
    "kinds of name": ("actor: {} name; who's who", sorted({name.fact.removeprefix("name.") for one in actors.load() for name in one.names})),
    "bases of a time": ("time: «أمس» is 2016-05-17..None ({})", list(get_args(TimeBasis))),
    "kinds of number": ("number: «13» is {} 13 (exact, event); nothing says whose they are", list(NUMBER_KINDS)),
    "qualifiers": ("number: «13» is killed 13-15 ({}, event); nothing says whose they are", list(QUALIFIERS)),
    "scopes of a number": ("number: «13» is killed 13 (exact, {}); nothing says whose they are", list(SCOPES)),
    "reports": ("attribution: «قصف»; signs: rules {} content last +0.50", ["judge", *sorted({row["kind"] for row in rows("markers/reporting.tsv")})]),
    "witnesses": ("attribution: «قصف»; signs: witness {} near +0.50", sorted({row["kind"] for row in rows("markers/witnesses.tsv")})),
}  # fmt: skip


@pytest.mark.parametrize(("form", "names"), FORMS.values(), ids=FORMS)
def test_every_name_that_stands_in_a_reason_is_told(form: str, names: list[str]) -> None:
    assert names
    assert left([form.format(name) for name in names]) == []


MAKERS = (
    *(f"claims/{name}.py" for name in ("cast", "coding", "confidence", "contexts", "llm/__init__", "numbers/__init__", "numbers/attaching")),
    *(f"claims/{name}.py" for name in ("scope", "speakers")),
    *(f"knowledge/{name}.py" for name in ("places", "places_choice")),
    *(f"mentions/{path.name}" for path in sorted((SOURCE / "mentions").glob("*.py"))),
)
"""Modules that write reasons, or parts of them; those of the signs of speakers and of evidence have their tables of weights."""
NO_REASONS = {
    " and ", " over ", "; condition: «قصف»", "evidence for قصف:", "office of", "holder of", "not held", "person:",
    r", (?:score )?\d\.\d\d(?=[;)]|$)", "قصف, prompt قصف", "Branch | None",
}  # fmt: skip
"""What stands inside a longer form, what is looked for in a rule, what is printed elsewhere, and the name of a type."""
KNOWN = {"len(fitting)": "2", "round(away)": "60", "n.told()": "13+", "found.first": "2016-05-17", "found.last": "2016-05-18"}
"""Values of expressions that are no words."""


def written(path: Path) -> Iterator[str]:
    """The strings with English words in them that a module makes, «قصف» standing for what it puts into them; docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        if id(node) not in docs | inside and isinstance(node, (ast.JoinedStr, ast.Constant)):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            own = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
            if _ENGLISH.search(own) and " " in own:
                yield "".join(filled(part) for part in parts)


def filled(part: ast.expr) -> str:
    if not isinstance(part, ast.FormattedValue):
        assert isinstance(part, ast.Constant)
        return str(part.value)
    form, told = ast.unparse(part.format_spec) if part.format_spec else "", ast.unparse(part.value)
    day = "2016-05-18" if told.endswith("published") else "قصف"
    return "+0.50" if "+" in form else "0.50" if form else KNOWN.get(told, day)


def is_told(text: str) -> bool:
    """Whether some rows tell all English words of a form; no name and no sign may swallow them."""

    def named(kind: str, name: str) -> str | None:
        return None if kind in ("actor", "country") and _ENGLISH.search(name) else NAMES[kind](name)

    kinds = reasons.patterns().keys() - {"mark", "marks", "sign", "signs"}
    return any(not any(map(_ENGLISH.search, reasons.part(kind, text, named).left)) for kind in kinds)


@pytest.mark.parametrize("module", MAKERS)
def test_every_form_of_a_reason_in_the_source_is_told(module: str) -> None:
    assert [text for text in written(SOURCE / module) if text.strip() not in {one.strip() for one in NO_REASONS} and not is_told(text)] == []


def test_forms_are_found_in_the_source(tmp_path: Path) -> None:
    module = tmp_path / "new.py"
    module.write_text('"""Doc of it."""\nx = f"because of {moon} at {hour:.2f}"\ny = "name"\n', encoding="utf-8")
    assert list(written(module)) == ["because of قصف at 0.50"]
    assert not is_told("because of قصف at 0.50")
    assert sum(1 for name in MAKERS for _ in written(SOURCE / name)) > 90


def test_names_come_from_the_desk() -> None:
    assert told("status: possible", "ar").endswith(words("ar")("status.possible"))
