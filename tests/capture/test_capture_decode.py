"""Encodings of pages: declared, undeclared, declared wrongly, damaged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.capture.decode import Decoded, Undecodable, decode

SHORT = "خبر عاجل"
SENTENCE = "أعلن مجلس بلدية تل الزعتر البري أمس عن هدنة في المدينة، وقال متحدث باسمه: «سنلتزم بها»"
ARABIC_ONLY = "قال وزير الزراعة إن الموسم سيبدأ غدا في محافظات الشمال"


def page(charset: str) -> str:
    return f'<html><head><meta charset="{charset}"><title>صحيفة الضفاف</title></head><body><p>{ARABIC_ONLY}</p></body></html>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6"])
def test_finds_an_encoding_that_nobody_declares(encoding: str) -> None:
    decoded = decode(ARABIC_ONLY.encode(encoding))
    assert isinstance(decoded, Decoded)
    assert decoded.text == ARABIC_ONLY


@pytest.mark.parametrize("text", [SHORT, SENTENCE, "غضب", f"<b>{SHORT}</b> BBC"], ids=["headline", "sentence", "word", "tags"])
def test_finds_windows_1256_undeclared_even_when_short(text: str) -> None:
    assert decode(text.encode("cp1256")) == Decoded(text, "cp1256")


@pytest.mark.parametrize(
    ("said", "true", "name"),
    [
        ("windows-1256", "utf-8", "utf-8"),
        ("iso-8859-1", "cp1256", "cp1256"),
        ("windows-1252", "cp1256", "cp1256"),
        ("utf-8", "cp1256", "cp1256"),
        ("iso-8859-6", "cp1256", "cp1256"),
        ("windows-1256", "cp1256", "cp1256"),
        ("iso-8859-6", "iso8859-6", "iso8859-6"),
        ("no-such-charset", "cp1256", "cp1256"),
        ("base64", "cp1256", "cp1256"),
    ],
)
def test_believes_a_declaration_only_if_it_fits(said: str, true: str, name: str) -> None:
    assert decode(page(said).encode(true)) == Decoded(page(said), name)
    assert decode(ARABIC_ONLY.encode(true), said) == Decoded(ARABIC_ONLY, name)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Le président a déclaré à la presse que l'été serait très chaud.", "cp1252", None),
        ("Президент рассказал журналистам о новых мерах поддержки", "koi8-r", "koi8-r"),
        ("首相は記者会見で新しい計画について述べた。", "shift_jis", "shift_jis"),
    ],
    ids=["french", "russian", "japanese"],
)
def test_leaves_other_scripts_alone(text: str, encoding: str, declared: str | None) -> None:
    assert decode(text.encode(encoding), declared) == Decoded(text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_not_text(encoding: str) -> None:
    decoded = decode(("\ufeff" + SENTENCE).encode(encoding))
    assert isinstance(decoded, Decoded)
    assert decoded.text == SENTENCE


def test_damaged_utf8_is_not_taken_for_windows_1256() -> None:
    data = SENTENCE.encode() + b" \xd9 " + SENTENCE.encode()
    assert decode(data) == Undecodable("invalid UTF-8", f"byte {len(SENTENCE.encode()) + 1:,}")


def test_line_ends_stay() -> None:
    assert decode(b"a\r\nb\rc\n") == Decoded("a\r\nb\rc\n", "utf-8")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1256", "gb18030", "idna", "hex", "\u0660"]))
def test_any_bytes_decode_or_say_why(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared), Decoded | Undecodable)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_what_is_utf8_stays_so(text: str) -> None:
    decoded = decode(b"\xef\xbb\xbf" + text.encode())
    assert decoded == Decoded(text, "utf-8")
