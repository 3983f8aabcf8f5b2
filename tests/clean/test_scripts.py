import pytest

from claimwright.clean.scripts import main_script, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Holt", "latin"),
        ("Öl für 5 €", "latin"),
        ("Холт", "cyrillic"),
        ("霍尔特 Holt 公司聘请", "cjk"),
        ("한국", "cjk"),
        ("הולט", "hebrew"),
        ("5%", None),
    ],
)
def test_scripts(text, script):
    assert script_of(text) == script


def test_the_main_script_is_that_of_most_text():
    assert main_script(["Mira Holt joins", "公司"]) == "latin"
    assert main_script(["Holt", "公司周一宣布聘请了新的总工程师"]) == "cjk"
    assert main_script([]) is None
