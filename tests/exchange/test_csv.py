"""CSV: one row a claim that any spreadsheet reads, without running what an article says."""

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimwright.exchange.csv import CsvWriter, columns
from claimwright.exchange.printable import inert_cell
from claimwright.schema import load_declarations
from tests.fakes import claims_of


def rows(claims):
    stream = io.BytesIO()
    writer = CsvWriter(stream)
    writer.write(claims)
    writer.close()
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))


def test_every_declared_role_has_a_column():
    names = columns(load_declarations())
    assert len(names) == len(set(names))
    for claim_type in load_declarations().claim_types.values():
        assert set(claim_type.roles) <= set(names)
    assert {"amount_min", "amount_max", "amount_currency", "date_iso", "person_count"} <= set(names)


def test_a_row_holds_the_claim():
    [claim] = claims_of("On Monday Jane Roe joined Acme, it said.")
    [row] = rows([claim])
    assert (row["type"], row["person"], row["employer"]) == ("hire", "Jane Roe", "Acme")
    assert row["evidence"] == claim.mentions[0].evidence.text
    assert int(row["evidence_start"]) == claim.mentions[0].evidence.start
    assert row["path"] == "0.txt"
    assert row["amount"] == ""


def test_normalised_values_are_spread_over_columns():
    [claim] = claims_of("Jane Roe joined Acme.")
    person, employer = claim.arguments
    date = replace(employer, role="date", canonical="in May", normalized="2025-05")
    second = replace(date, canonical="in June", normalized="2025-06")
    group = replace(person, normalized={"count": 3})
    [row] = rows([replace(claim, arguments=(group, date, second))])
    assert (row["person_count"], row["date"], row["date_iso"]) == ("3", "in May; in June", "2025-05; 2025-06")


def test_a_role_nobody_declared_is_not_lost():
    [claim] = claims_of("Jane Roe joined Acme.")
    odd = replace(claim.arguments[0], role="mentor")
    [row] = rows([replace(claim, arguments=(odd,))])
    assert row["other_roles"] == '{"mentor": ["Jane Roe"]}'


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=40))
def test_any_text_stays_in_its_cell(text):
    [claim] = claims_of("Jane Roe joined Acme.")
    value = replace(claim.arguments[0], canonical=text)
    [row] = rows([replace(claim, arguments=(value, claim.arguments[1]))])
    assert row["person"] == inert_cell(text)
    assert row["employer"] == "Acme"


def test_no_cell_begins_a_formula():
    [claim] = claims_of("Jane Roe joined Acme.")
    value = replace(claim.arguments[0], canonical='=HYPERLINK("http://x","y")')
    [row] = rows([replace(claim, arguments=(value, claim.arguments[1]))])
    assert row["person"] == '\'=HYPERLINK("http://x","y")'
