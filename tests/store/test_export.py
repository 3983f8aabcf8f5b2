"""Parquet by date and type opens in pandas, DuckDB and polars, and says the same in all of them."""

from dataclasses import replace

import duckdb
import pandas
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.store import open_store
from claimwright.store.export import Precision, export_parquet, partition_date
from tests.store.conftest import MODEL
from tests.store.make import article, decide


@pytest.fixture
def folder(store, run, tmp_path):
    """Twelve claims of three months, one of them accepted and one disputed."""
    for number in range(6):
        document, claims = article(number, url=f"https://outlet{number % 2}.example/{number}")
        published = None if number == 5 else f"2026-0{number // 2 + 1}-0{number + 1}"
        dated = [replace(c, document=replace(c.document, published=published)) for c in claims]
        dated[1] = replace(dated[1], type="departure", id=f"c_{number}")
        store.add(run, document, dated)
        if number == 0:
            log = [
                decide("accept", dated[0]),
                decide("accept", dated[1]),
                decide("reject", dated[1], by="bo"),
            ]
            store.append_decisions(log)
    assert export_parquet(store, tmp_path / "claims") == 12
    return tmp_path / "claims"


def test_pandas_duckdb_and_polars_read_it(folder):
    columns = ["id", "month", "type", "person", "employer", "outlet", "verdict", "answers"]
    frame = pandas.read_parquet(folder)
    rows = sorted(
        tuple(None if pandas.isna(value) else value for value in row)
        for row in frame[columns].itertuples(index=False)
    )
    assert len(rows) == 12
    names = ", ".join(columns)
    found = duckdb.sql(f"SELECT {names} FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)")
    assert sorted(found.fetchall()) == rows
    lazy = polars.scan_parquet(folder / "**/*.parquet", hive_partitioning=True)
    assert sorted(lazy.select(columns).collect().rows()) == rows
    assert {(row[6], row[7]) for row in rows} == {("accepted", 1), (None, 2), (None, 0)}
    assert {row[1] for row in rows} == {"2026-01", "2026-02", "2026-03", "undated"}


def test_a_filter_reads_only_its_partitions(folder):
    frame = pandas.read_parquet(folder, filters=[("type", "==", "hire"), ("month", "==", "2026-01")])
    assert len(frame) == 2
    mentions = duckdb.sql(
        f"SELECT count(*) FROM (SELECT unnest(mentions) FROM read_parquet('{folder}/month=2026-01/**/*.parquet'))"
    )
    assert mentions.fetchall() == [(4,)]


def test_the_same_claims_give_the_same_files(folder, store, tmp_path):
    export_parquet(store, tmp_path / "again")
    names = sorted(path.relative_to(folder) for path in folder.rglob("*.parquet"))
    assert len(names) == 8
    assert [(tmp_path / "again" / name).read_bytes() for name in names] == [
        (folder / name).read_bytes() for name in names
    ]


def test_there_may_be_more_partitions_than_arrow_s_limit(tmp_path):
    document, claims = article(1, joins=1100)
    dated = [
        replace(
            claim,
            document=replace(
                claim.document, published=f"{2000 + i // 300}-{i // 25 % 12 + 1:02d}-{i % 25 + 1:02d}"
            ),
        )
        for i, claim in enumerate(claims)
    ]
    with open_store(tmp_path / "s.db", create=True) as store:
        store.add(store.start_run(MODEL), document, dated)
        assert export_parquet(store, tmp_path / "days", precision=Precision.DAY) == 1100
    assert len(list((tmp_path / "days").glob("day=*"))) == 1100


@pytest.mark.parametrize(
    ("published", "precision", "expected"),
    [
        ("2026-02-03T10:00:00+01:00", "day", "2026-02-03"),
        ("2026-02-03", "month", "2026-02"),
        ("2026-02", "day", "2026-02"),
        ("2026", "year", "2026"),
        (None, "month", "undated"),
        ("../../etc", "month", "undated"),
        ("yesterday", "day", "undated"),
    ],
)
def test_partitions_of_dates(published, precision, expected):
    assert partition_date(published, Precision(precision)) == expected


@given(st.text(max_size=30), st.sampled_from(Precision))
def test_a_partition_is_always_a_plain_name(published, precision):
    assert set(partition_date(published, precision)) <= set("0123456789-undate")
