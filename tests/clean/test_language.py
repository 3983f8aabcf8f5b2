import pytest

from claimwright.clean import clean
from claimwright.clean.language import UNKNOWN, language_of
from claimwright.records import RawDocument, Status
from claimwright.settings import CleanSettings
from tests.clean.build import STORY

GERMAN = "Der Hersteller von Küchengeräten hat am Montag eine neue Leiterin für die Entwicklung eingestellt."
DUTCH = (
    "Het bedrijf heeft maandag een nieuwe hoofdingenieur aangenomen, die negen jaar voor een van de rivalen werkte."
    * 4
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STORY, "en"),
        (GERMAN, "de"),
        (DUTCH, "nl"),
        ("公司周一宣布聘请了新的总工程师，她工作了九年", "zh"),
        ("2025 — 4.5%", UNKNOWN),
    ],
)
def test_languages(text, code):
    assert language_of(text)[0] == code


@pytest.mark.parametrize(
    "text", ["Mira Holt joins Larkspur", "Larkspur Foods Q4 GPT-4o webinar", "Yakuza Kiwami 3 maps"]
)
def test_short_titles_are_not_taken_for_other_languages(text):
    assert language_of(text)[0] in ("en", UNKNOWN)


def test_the_model_is_spared_for_plain_english():
    assert language_of(STORY * 3) == ("en", "function-words")


def test_other_languages_are_skipped_unless_wanted():
    skipped = clean(RawDocument("a", GERMAN))
    assert (skipped.status, skipped.code) == (Status.SKIPPED, "S201")
    assert "'de'" in skipped.detail
    assert clean(RawDocument("a", GERMAN), CleanSettings(language="any")).document.metadata.language == "de"
    assert clean(RawDocument("a", GERMAN), CleanSettings(language="de")).status is Status.EXTRACTED
    assert clean(RawDocument("a", STORY), CleanSettings(language="de")).code == "S201"
