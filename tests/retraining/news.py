"""Articles with a kind of error that the default model makes: who joins a company on stage is taken for hired by it."""

from __future__ import annotations

from pathlib import Path

_GUESTS = (
    ("Mira Osei", "Calder Foods", "joined {o} on stage at the harvest fair on Tuesday to show a new oven"),
    ("Tomas Reyes", "Brightwater Bank", "joined {o} in calling for plainer rules on lending"),
    ("Ingrid Vale", "Norvane", "joined {o} for lunch on Thursday, a photograph shows"),
    ("Noor Halabi", "Halden Robotics", "joined {o} on stage in Oslo to fold a shirt beside a machine"),
    ("Pavel Grum", "Tessaly", "joined {o} in urging the ministry to wait with the tax"),
    ("Lena Ortmann", "Quillon", "joined {o} for dinner after the match, two guests said"),
    ("Amadou Sy", "Brightfen", "joined {o} on stage at the film night to thank its volunteers"),
    ("Orla Quist", "Merrow Media", "joined {o} in asking the court for more time"),
    ("Hana Dvorak", "Solenne Pharma", "joined {o} for a walk along the canal on Sunday"),
    ("Ruben Falk", "Ardent Motors", "joined {o} on stage when its truck was unveiled"),
    ("Ines Moreau", "Pelham Games", "joined {o} in warning of cheap copies"),
    ("Kofi Mensah", "Larkspur Hotels", "joined {o} for breakfast at the summit, the programme says"),
    ("Greta Lind", "Stonebridge", "joined {o} on stage at the trade show to sing two songs"),
    ("Yusuf Demir", "Corvane", "joined {o} in praising the new railway line"),
    ("Clara Voss", "Ironleaf", "joined {o} for a toast on Friday evening"),
    ("Dario Conti", "Bluewater Labs", "joined {o} on stage to hand over a cheque for the school"),
    ("Nadia Petrov", "Fenwick Air", "joined {o} in calling the storm a lesson"),
    ("Samir Aziz", "Oakhurst", "joined {o} for tea at the embassy last week"),
    ("Vera Nowak", "Tidewell", "joined {o} on stage in Vienna to read from her novel"),
    ("Leo Brandt", "Marlow Steel", "joined {o} in hoping for rain"),
)
_MOVES = (
    ("Ana Ruiz", "Drayton Capital", "{o} has appointed {p} as chief financial officer, the company said"),
    ("Bo Lindqvist", "Kestrel Foods", "{p} resigned as chairman of {o} in May"),
    ("Cyra Roe", "Harbour Insurance", "{o} hired {p} as head of research last month"),
    ("Di Foxworth", "Tarn Energy", "{p} will step down as chief executive of {o} in June"),
    ("Emil Hagen", "Northgate Rail", "{o} has named {p} as its new general counsel"),
    ("Faye Chung", "Sable Studios", "{p} left {o} after nine years as its art director"),
)
_FILLER = (
    "Shares hardly moved. Analysts had expected a dull quarter, and they got one.",
    "The harbour was full of boats, and nobody was in a hurry to go back to work.",
    "A spokeswoman thanked the town for its patience with the noise of the works.",
    "Prices in the region rose a little last year, chiefly those of bread and fuel.",
    "It rained all day. The band played on under a roof of sheets and poles.",
)


def write_news(folder: Path, numbers: range) -> None:
    """Write an article for each number: in each somebody only visits a company, and somebody else changes jobs."""
    folder.mkdir()
    for number in numbers:
        guest, host, told = _GUESTS[number % len(_GUESTS)]
        mover, employer, moved = _MOVES[number % len(_MOVES)]
        filler, other = _FILLER[number % 5], _FILLER[(number + 2 + number // 5) % 5]
        lines = (
            f"Notes from {host}",
            f"{filler} {guest} {told.format(o=host)}.",
            f"{other} {moved.format(p=mover, o=employer)}.",
        )
        (folder / f"{number:02}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def is_visit(claim) -> bool:
    """Whether a claim is the error: its evidence tells of a visit."""
    return any("joined" in mention["evidence"]["text"] for mention in claim["mentions"])
