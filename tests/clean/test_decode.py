import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.decode import decode
from claimwright.errors import DocumentError

FRENCH = "Le café a été vendu à la société d'à côté, où l'été dernier déjà le gérant a démissionné. " * 4


def code_of(content, **options):
    with pytest.raises(DocumentError) as caught:
        decode(content, **options)
    return caught.value.code


def test_utf8_needs_no_declaration():
    assert decode("é\r\nü\r".encode()) == ("é\r\nü\r", "utf-8", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_byte_order_marks(encoding):
    assert decode("café".encode(encoding))[:2] == ("café", encoding)


def test_the_utf8_mark_stays_so_that_offsets_are_those_of_plain_decoding():
    content = codecs.BOM_UTF8 + b"story"
    assert decode(content).text == content.decode("utf-8") == "\ufeffstory"


def test_utf16_without_a_mark():
    assert decode("a story without a mark".encode("utf-16-le")).text == "a story without a mark"


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="{}">',
        "<?xml version='1.0' encoding='{}'?>",
        '<meta http-equiv=x content="a; charset={}">',
    ],
)
def test_declared_encodings(declaration):
    text = declaration.format("iso-8859-2") + "Łódź, žluťoučký kůň"
    assert decode(text.encode("iso-8859-2")) == (text, "iso-8859-2", "declaration")


def test_what_pages_call_latin_1_is_windows_1252():
    content = '<meta charset="iso-8859-1">“quoted”'.encode("cp1252")
    assert decode(content).text.endswith("“quoted”")


def test_well_formed_utf8_wins_over_a_stray_declaration():
    assert decode('<meta charset="iso-8859-1">“é”'.encode()).text.endswith("“é”")


def test_the_carrier_and_the_setting():
    content = "żółć".encode("cp1250")
    assert decode(content, declared="windows-1250").text == "żółć"
    assert decode(content, encoding="cp1250", declared="latin-1").text == "żółć"


def test_detection_of_a_legacy_encoding():
    decoded = decode(FRENCH.encode("cp1252"))
    assert decoded.text == FRENCH
    assert decoded.method == "detection"


def test_a_stateful_encoding_made_of_ascii_bytes():
    text = '<meta charset="iso-2022-jp">新しい社長'
    assert decode(text.encode("iso-2022-jp")).text == text


@pytest.mark.parametrize("content", [b"", b"  \r\n\t ", ""])
def test_empty(content):
    assert code_of(content) == "E103"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 ...", b"\x89PNG\r\n", b"PK\x03\x04rest", b"text\x00text", bytes(range(1, 32)) * 20, "a\x00b"],
)
def test_binary(content):
    assert code_of(content) == "E104"


def test_utf8_with_a_few_bad_bytes_is_not_guessed_at():
    assert code_of("Der Käufer und die Verkäuferin für".encode() + b" \xff\xfe " + "Öl".encode()) == "E105"


def test_mixed_encodings():
    assert code_of(FRENCH.encode() + FRENCH.encode("cp1252")) == "E105"


@pytest.mark.parametrize("content", ["lone \ud800 surrogate", "end \udfff"])
def test_lone_surrogates(content):
    assert code_of(content) == "E105"


def test_an_unknown_or_wrong_encoding_named_by_the_caller():
    assert code_of(b"story", encoding="klingon") == "E105"
    assert code_of("é".encode("latin-1"), encoding="utf-8") == "E105"


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_code(content):
    code, text = None, ""
    try:
        text = decode(content).text
    except DocumentError as error:
        code = error.code
    assert code in (None, "E103", "E104", "E105")
    assert "\x00" not in text.encode("utf-8").decode("utf-8")
