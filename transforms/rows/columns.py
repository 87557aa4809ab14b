"""How a row type says what its columns are; from here come the Arrow schema, the DuckDB comments and the docs."""

import dataclasses
import hashlib
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Annotated, Any, ClassVar

import pyarrow as pa

Text = Annotated[str, pa.string()]
Offset = Annotated[int, pa.int32()]
Count = Annotated[int, pa.int32()]
Flag = Annotated[bool, pa.bool_()]
Score = Annotated[float, pa.float64()]
Seconds = Annotated[float, pa.float64()]
# What an article states is a Decimal until it is stored (0.1 stays 0.1); analysts get a double.
Number = Annotated[Decimal, pa.float64()]
Day = Annotated[date, pa.date32()]
Moment = Annotated[datetime, pa.timestamp("us", tz="UTC")]
Texts = Annotated[tuple[str, ...], pa.list_(pa.string())]
Hashes = Annotated[tuple[int, ...], pa.list_(pa.int64())]
# A span is a (start, end) pair of code point offsets, half-open.
Spans = Annotated[tuple[tuple[int, int], ...], pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))]


class Row:
    """What all row types share: the name of their table."""

    TABLE: ClassVar[str]
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as its row type declares it."""

    name: str
    says: str
    type: pa.DataType
    nullable: bool
    key: bool
    references: str | None
    words: tuple[str, ...] = ()


def column(says: str, *, key: bool = False, references: str | None = None, words: str = "") -> Any:
    """A column that every row fills.

    `references` names the table whose key it holds; `words`, with spaces between them, are the only ones it may hold.
    """
    return dataclasses.field(metadata={"says": says, "key": key, "references": references, "words": words})


def optional(says: str, *, references: str | None = None, words: str = "") -> Any:
    """A column that may be null; the sentence says what null means."""
    told = {"says": says, "key": False, "references": references, "words": words}
    return dataclasses.field(default=None, metadata=told)


# Every stored row carries these two beside its own columns; the lake writes them.
STAMPS = (
    Column("pipeline_version", "The pipeline version that made this row.", pa.string(), False, False, None),
    Column("batch_id", "The lake batch this row was committed with.", pa.string(), False, False, None),
)


def columns_of(row_type: type[Row]) -> tuple[Column, ...]:
    """The columns a row type declares, in order; a type without an Arrow meaning is a TypeError."""
    hints = typing.get_type_hints(row_type, include_extras=True)
    return tuple(_column(row_type, field, hints[field.name]) for field in dataclasses.fields(row_type))  # type: ignore[arg-type]


def _column(row_type: type[Row], field: dataclasses.Field[Any], hint: Any) -> Column:
    options = (
        typing.get_args(hint) if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union else ()
    )
    nullable = type(None) in options
    plain = next((option for option in options if option is not type(None)), hint)
    arrow = next((extra for extra in getattr(plain, "__metadata__", ()) if isinstance(extra, pa.DataType)), None)
    if arrow is None:
        raise TypeError(
            f"{row_type.__name__}.{field.name}: {hint} says no Arrow type; use one of transforms.rows.columns"
        )
    said = field.metadata
    words = tuple(said["words"].split())
    return Column(field.name, said["says"], arrow, nullable, said["key"], said["references"], words)


def grain_of(row_type: type[Row]) -> str:
    """The sentence that says what one row is: the first line of the row type's docstring."""
    return (row_type.__doc__ or "").strip().splitlines()[0]


def schema_of(row_type: type[Row]) -> pa.Schema:
    """The Arrow schema of a row type, the stamps of the lake included; the sentences are field metadata."""
    own = columns_of(row_type)
    names = {column.name for column in own}
    fields = [
        pa.field(c.name, c.type, nullable=c.nullable, metadata={"says": c.says})
        for c in own + tuple(stamp for stamp in STAMPS if stamp.name not in names)
    ]
    return pa.schema(fields, metadata={"table": row_type.TABLE, "says": grain_of(row_type)})


def table_of(row_type: type[Row], rows: Sequence[Row], *, pipeline_version: str, batch_id: str) -> pa.Table:
    """These rows as an Arrow table with the row type's schema; a null where none is allowed is a ValueError."""
    stamps = {"pipeline_version": pipeline_version, "batch_id": batch_id}
    own = {column.name for column in columns_of(row_type)}
    schema, arrays = schema_of(row_type), []
    for field in schema:
        if field.name not in own:
            arrays.append(pa.repeat(pa.scalar(stamps[field.name], field.type), len(rows)))
            continue
        values = list(map(attrgetter(field.name), rows))
        array = pa.array(_plain(values, field.type), type=field.type)
        if array.null_count and not field.nullable:
            row = rows[values.index(None)]
            raise ValueError(f"{row_type.TABLE}.{field.name} is null in {row}; only columns declared `optional` may be")
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=schema)


def _plain(values: list[Any], arrow: pa.DataType) -> list[Any]:
    if pa.types.is_float64(arrow):
        return [None if value is None else float(value) for value in values]
    if pa.types.is_list(arrow) and pa.types.is_struct(arrow.value_type):
        return [None if value is None else [{"start": s, "end": e} for s, e in value] for value in values]
    return values


def stable_id(*parts: object) -> str:
    """Twenty hexadecimal digits that depend on nothing but these parts, in this order."""
    joined = "\x1f".join(
        map(str, parts) if None not in parts else ("" if part is None else str(part) for part in parts)
    )
    return hashlib.blake2b(joined.encode("utf8", "surrogatepass"), digest_size=10).hexdigest()
