import dataclasses
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.rows import TABLES, Issue, Row, columns_of, grain_of, schema_of, stable_id, table_of
from transforms.rows.columns import Number, Spans, Text, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel(Row):
    """One row per parcel."""

    TABLE = "parcels"

    parcel_id: Text = column("Identifies the parcel.", key=True)
    weight: Number | None = optional("Kilograms; null when not weighed.")
    spans: Spans = column("Where it stood.")


def stored(*parcels: Parcel) -> list[dict[str, object]]:
    table = table_of(Parcel, parcels, pipeline_version="v1", batch_id="b1")
    return table.drop_columns(["pipeline_version", "batch_id"]).to_pylist()


def test_rows_are_stored_column_by_column() -> None:
    assert stored(Parcel(parcel_id="p", weight=Decimal("0.1"), spans=((0, 4),))) == [
        {"parcel_id": "p", "weight": 0.1, "spans": [{"start": 0, "end": 4}]}
    ]


def test_a_null_stays_null() -> None:
    assert stored(Parcel(parcel_id="p", spans=()))[0]["weight"] is None


def test_a_null_where_none_is_allowed_names_table_and_column() -> None:
    with pytest.raises(ValueError, match=r"parcels\.parcel_id is null"):
        stored(Parcel(parcel_id=None, spans=()))


def test_a_misspelt_column_is_refused() -> None:
    with pytest.raises(TypeError, match="wieght"):
        Parcel(parcel_id="p", wieght=Decimal(1), spans=())


def test_no_rows_are_an_empty_table_with_the_schema() -> None:
    assert table_of(Parcel, [], pipeline_version="v1", batch_id="b1").schema == schema_of(Parcel)


def test_the_sentences_travel_in_the_schema() -> None:
    assert schema_of(Parcel).field("weight").metadata == {b"says": b"Kilograms; null when not weighed."}
    assert schema_of(Parcel).metadata[b"says"] == b"One row per parcel."


@pytest.mark.parametrize("row_type", TABLES, ids=lambda row_type: row_type.TABLE)
def test_every_table_says_its_grain_and_every_null_its_meaning(row_type: type[Row]) -> None:
    assert grain_of(row_type).startswith("One row per ")
    for c in columns_of(row_type):
        assert c.says.endswith("."), c.name
        assert not c.nullable or "null" in c.says or "open" in c.says, f"{c.name}: what does null mean?"


@pytest.mark.parametrize("row_type", TABLES, ids=lambda row_type: row_type.TABLE)
def test_references_lead_to_tables_with_one_key(row_type: type[Row]) -> None:
    keys = {t.TABLE: [c.name for c in columns_of(t) if c.key] for t in TABLES}
    for c in columns_of(row_type):
        assert c.references is None or len(keys[c.references]) == 1, c.name


def test_an_unknown_type_is_refused_with_its_place() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Odd(Row):
        """One row per oddity."""

        TABLE = "odd"
        what: complex = column("What.")

    with pytest.raises(TypeError, match=r"Odd\.what"):
        columns_of(Odd)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_ids_differ_when_their_parts_do(one: list[str], other: list[str]) -> None:
    clean = (
        ["".join(c for c in part if c != "\x1f") for part in one],
        ["".join(c for c in p if c != "\x1f") for p in other],
    )
    same = stable_id(*clean[0]) == stable_id(*clean[1])
    assert same == ("\x1f".join(clean[0]) == "\x1f".join(clean[1]))


def test_an_issue_has_the_same_id_in_every_run() -> None:
    def issue() -> Issue:
        return Issue.at("a.txt:1", step="read", reason="empty", says="nothing in it")

    assert issue() == issue()
    assert issue().issue_id != dataclasses.replace(issue(), place="b.txt:1").place


def test_surrogates_do_not_break_ids() -> None:
    assert len(stable_id("\ud800")) == 20


def test_schema_types_are_arrow_types() -> None:
    assert schema_of(Parcel).field("spans").type == pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
