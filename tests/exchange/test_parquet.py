"""Parquet: queries see columns of their own, many rows stay in order, errors have a code."""

import io
from dataclasses import replace

import pyarrow.parquet
import pytest

from claimwright.errors import OutputError
from claimwright.exchange import parquet
from claimwright.exchange.formats import read_claims
from claimwright.exchange.parquet import ParquetWriter, read_parquet
from tests.fakes import claims_of


def write(path, claims):
    with path.open("wb") as stream:
        writer = ParquetWriter(stream)
        for claim in claims:
            writer.write([claim])
        writer.close()


def test_normalised_values_have_columns_of_their_own(tmp_path):
    [claim] = claims_of("Jane Roe joined Acme.")
    amount = {"min": 100, "max": None, "currency": "USD", "per": "year"}
    values = ("2025-05", amount)
    arguments = tuple(
        replace(item, normalized=value) for item, value in zip(claim.arguments, values, strict=True)
    )
    write(tmp_path / "c.parquet", [replace(claim, arguments=arguments)])
    first, second = pyarrow.parquet.read_table(tmp_path / "c.parquet").to_pylist()[0]["arguments"]
    assert first["normalized"]["date"] == "2025-05"
    assert (second["normalized"]["min"], second["normalized"]["max"]) == (100.0, None)
    assert (second["normalized"]["currency"], second["normalized"]["per"]) == ("USD", "year")


def test_row_groups_keep_the_order(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_ROW_GROUP", 3)
    found = claims_of(*(f"Jane Roe joined Acme{number}." for number in range(10)))
    write(tmp_path / "c.parquet", found)
    assert pyarrow.parquet.ParquetFile(tmp_path / "c.parquet").num_row_groups == 4
    assert list(read_claims(tmp_path / "c.parquet")) == found


def test_a_pipe_that_cannot_tell_its_position_will_do():
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.parts = []

        def writable(self):
            return True

        def write(self, data):
            self.parts.append(bytes(data))
            return len(data)

        def tell(self):
            raise OSError("a pipe cannot tell")

    pipe = Pipe()
    writer = ParquetWriter(pipe)
    writer.write(claims_of("Jane Roe joined Acme."))
    writer.close()
    assert pyarrow.parquet.read_table(io.BytesIO(b"".join(pipe.parts))).num_rows == 1


def test_an_undecodable_path_is_escaped(tmp_path):
    [claim] = claims_of("Jane Roe joined Acme.")
    named = replace(claim, document=replace(claim.document, path="caf\udce9.txt"))
    write(tmp_path / "c.parquet", [named])
    assert next(read_parquet(tmp_path / "c.parquet")).document.path == "caf\\udce9.txt"


@pytest.mark.parametrize("content", [b"PAR1 and then nothing of the kind", b""])
def test_a_file_that_is_no_parquet_is_refused(tmp_path, content):
    (tmp_path / "c.parquet").write_bytes(content)
    with pytest.raises(OutputError, match=r"^E302 "):
        list(read_parquet(tmp_path / "c.parquet"))


def test_another_table_is_refused(tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "c.parquet")
    with pytest.raises(OutputError, match=r"^E302 .*c\.parquet:1: .*not a claim"):
        list(read_parquet(tmp_path / "c.parquet"))


def test_an_error_of_the_stream_comes_through():
    class Full:
        written = 0

        def write(self, data):
            self.written += len(data)
            if self.written > 4:
                raise OutputError("E301", "disk", "full")
            return len(data)

        def flush(self):
            pass

    writer = ParquetWriter(Full())
    writer.write(claims_of("Jane Roe joined Acme."))
    with pytest.raises(OutputError, match="E301 disk"):
        writer.close()
