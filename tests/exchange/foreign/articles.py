"""Articles with claims of every shape, in texts that usually go wrong."""

from __future__ import annotations

from hypothesis import strategies as st

from claimwright.exchange.article import AnnotatedText, Place
from claimwright.exchange.foreign.review import Settings
from claimwright.records import (
    Alignment,
    Argument,
    Claim,
    ClaimMention,
    DocumentReference,
    Modality,
    ModelReference,
    Piece,
)
from claimwright.records.decision import Action
from claimwright.schema import load_declarations

DECLARATIONS = load_declarations()
# Emoji with joiners, astral letters, combining marks, right to left, line ends of every kind, controls, markup.
FRAGMENTS = [
    *(
        "Zoë 👩‍💻",
        "🇫🇷",
        "𝒳ander",
        "e\u0301a\u0308",
        "שלום עולם",
        "مرحبا",
        "\u202eabc\u202c",
        "名前",
        "\\n",
        "<b>&amp;",
    ),
    *(
        "\r\n",
        "\n",
        "\r",
        "\n\n",
        "\t",
        "\x0b",
        "\x1f",
        "\x85",
        "\u2028",
        "\x01",
        "\ufeff",
        " ",
        "  ",
        "\xa0",
    ),
    *("Jane Roe", "Acme Corp.", "joined", "left", "don't", "$1,000", "e.g. 5%", '"', "#1\tT1", "quits."),
]
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(characters, min_size=1, max_size=6), min_size=1, max_size=14
).map("".join)


@st.composite
def alignments(draw, text):
    """A map with gaps, characters that stand for five, and some that stand for nothing."""
    position = draw(st.integers(0, 9))
    pieces = []
    for index in range(len(text)):
        width = draw(st.sampled_from([1, 1, 1, 1, 0, 5]))
        pieces.append((position, position + width))
        position += width + draw(st.sampled_from([0, 0, 0, 3]))
        assert index < len(text)
    return Alignment.from_positions(pieces)


@st.composite
def places(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return Place(start, draw(st.integers(start + 1, min(len(text), start + 12))))


values = st.one_of(
    st.none(),
    st.sampled_from(["2025", "2025-05-26"]),
    st.fixed_dictionaries({"count": st.integers(0, 10**6)}),
    st.fixed_dictionaries(
        {"min": st.none() | st.integers(0, 10**12), "max": st.floats(0, 1e12), "currency": st.just("USD")}
    ),
)
probabilities = st.floats(0, 1)
names = st.text(characters, min_size=1, max_size=12)


@st.composite
def claims(draw, article, number, place):
    """A claim of a declared type with the roles it needs and some others."""
    claim_type = draw(st.sampled_from(list(DECLARATIONS.claim_types.values())))
    needed = {draw(st.sampled_from(entry.split("|"))) for entry in claim_type.identity}
    roles = [role for role in claim_type.roles if role in needed or draw(st.booleans())]
    arguments = tuple(
        Argument(role, article.span(draw(place)), draw(names), draw(values), draw(probabilities))
        for role in roles
    )
    triggers = sorted(draw(st.sets(place, min_size=1, max_size=3)))
    mentions = tuple(
        ClaimMention(
            article.span(trigger),
            article.span(draw(place)),
            draw(st.sampled_from(Modality)),
            draw(st.floats(-9, 9)),
        )
        for trigger in triggers
    )
    return Claim(
        id=f"c_{number:016x}",
        type=claim_type.name,
        confidence=draw(probabilities),
        modality=draw(st.sampled_from(Modality)),
        arguments=arguments,
        mentions=mentions,
        attribution=article.span(draw(place)) if draw(st.booleans()) else None,
        document=article.reference,
        model=ModelReference(draw(names), "1"),
        explanation={"score": draw(probabilities)},
    )


@st.composite
def articles(draw, most=4, place=places):
    """An article with up to ``most`` claims; ``place(text)`` draws where spans stand."""
    text = draw(texts)
    optional = st.none() | names
    reference = DocumentReference(
        draw(names), draw(names), draw(optional), draw(optional), draw(optional), "ab" * 32, draw(optional)
    )
    bare = AnnotatedText(reference, text, draw(alignments(text)))
    found = [draw(claims(bare, number, place(text))) for number in range(draw(st.integers(0, most)))]
    return AnnotatedText(reference, text, bare.alignment, tuple(found))


def untouched(record, article):
    """That a reviewed text is the article as it went out, and everything in it was accepted."""
    assert record.article == article
    assert [answer.target for answer in record.answers] == list(article.claims)
    assert all(answer.action is Action.ACCEPT and answer.result is None for answer in record.answers)
    return True


class Sample:
    """An article of our own, and claims made of words that occur in it."""

    text = (
        "Zoë 👩‍💻 Quill left Acme on Monday to join Globex as chief of chips.\r\n"
        "She gets up to $12 million over four years, the Courier said. \n"
        "Acme's Orion was not delayed to 2026. Pavel Ost joined Initech in May."
    )

    def __init__(self, text=None, pieces=None):
        self.text = text or self.text
        size = len(self.text)
        alignment = Alignment(pieces or (Piece(0, 7, size, size),))
        self.reference = DocumentReference(
            "d_1", "a/news.txt", "https://courier.example/a", "Quill left", "2025-05-27", "cd" * 32
        )
        self.bare = AnnotatedText(self.reference, self.text, alignment)

    def span(self, words, after=""):
        start = self.text.index(words, self.text.index(after) if after else 0)
        return self.bare.span(Place(start, start + len(words)))

    def claim(self, number, kind, triggers, roles, *, modality="asserted", by=None, normalized=None):
        def line(span):
            start = self.text.rfind("\n", 0, span.start) + 1
            end = self.text.find("\n", span.end)
            return self.bare.span(Place(start, len(self.text) if end < 0 else end))

        told = [self.span(words) for words in triggers]
        return Claim(
            id=f"c_{number:016x}",
            type=kind,
            confidence=0.75,
            modality=Modality(modality),
            arguments=tuple(
                Argument(role, self.span(words), words, (normalized or {}).get(role), 0.9)
                for role, words in roles.items()
            ),
            mentions=tuple(ClaimMention(span, line(span), Modality(modality), 0.8) for span in told),
            attribution=self.span(by) if by else None,
            document=self.reference,
            model=ModelReference("sample", "1"),
            explanation={"score": 0.5},
        )

    @property
    def claims(self):
        quill = "Zoë 👩‍💻 Quill"
        amount = {"min": None, "max": 12_000_000, "currency": "USD", "per": "P4Y"}
        return (
            self.claim(
                1, "departure", ["left"], {"person": quill, "employer": "Acme", "next_employer": "Globex"}
            ),
            self.claim(
                2,
                "hire",
                ["join"],
                {"person": quill, "employer": "Globex", "position": "chief of chips"},
                by="Courier",
            ),
            self.claim(
                3,
                "compensation",
                ["gets"],
                {"amount": "up to $12 million over four years", "recipient": "She", "payer": "Globex"},
                modality="planned",
                by="Courier",
                normalized={"amount": amount},
            ),
            self.claim(
                4,
                "delay",
                ["delayed"],
                {"product": "Orion", "new_date": "2026"},
                modality="denied",
                normalized={"new_date": "2026"},
            ),
        )

    @property
    def article(self):
        return AnnotatedText(self.reference, self.text, self.bare.alignment, self.claims)


def only(records):
    [record] = records
    return record


def settings(**values):
    return Settings(declarations=DECLARATIONS, **values)
