"""Out of the warehouse: one table as a file, claims as schema.org Claims, everything as a snapshot."""

import csv
import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.rowmaking import Corpus
from transforms.rows import ClaimMention
from warehouse.build import build
from warehouse.export import SUFFIXES, ExportError, export, snapshot
from warehouse.query import answer

# What schema.org lets stand where, of the properties used: https://schema.org/Claim, and CreativeWork above it.
ORGANISATIONS = {"Organization", "GovernmentOrganization", "NewsMediaOrganization"}
RANGES: dict[str, dict[str, set[str]]] = {
    "Claim": {
        "author": {"Person"} | ORGANISATIONS,
        "appearance": {"NewsArticle"},
        "firstAppearance": {"NewsArticle"},
        "mentions": {"Thing"},
        "isPartOf": {"Claim"},
    },
    "NewsArticle": {"publisher": {"Person"} | ORGANISATIONS},
}
TEXTS: dict[str, set[str]] = {
    "Claim": {"identifier", "text", "inLanguage", "datePublished"},
    "NewsArticle": {"identifier", "headline", "url", "datePublished"},
    "Person": {"name", "description", "jobTitle"},
    "Thing": {"name"},
} | {kind: {"name"} for kind in ORGANISATIONS}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = Corpus()
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    first = corpus.article(
        'Minister Ann Lee said "ten" boats had sunk.\nA diver said it was false.\nThe port denied hiding boats.',
        external_id="a1",
        published_at=at,
        published_on=at.date(),
        publisher="Coast, News",
        url="https://example.org/1",
        title="Boats",
    )
    later = corpus.article(
        "Minister Ann Lee said ten boats had sunk overnight in the bay.",
        external_id="a2",
        published_at=datetime(2026, 3, 2, tzinfo=UTC),
        byline="Bo Poe",
    )
    undated = corpus.article("It is said that nobody knows.", external_id="a3")
    ten = corpus.figure(first, '"ten" boats', value=10)
    said = corpus.claim(
        first,
        content='"ten" boats had sunk',
        source="Ann Lee",
        cue="said",
        source_entity_id="person:ann-lee",
        source_kind="person",
        source_role="Minister",
        figures=[ten],
    )
    boats = corpus.mention(first, "Ann Lee", entity="person:ann-lee", entity_name="Ann Lee", label="PERSON")
    corpus.add(
        ClaimMention,
        claim_id=said.claim_id,
        mention_id=boats.mention_id,
        article_id=first.article_id,
        role="content",
    )
    corpus.claim(
        first,
        content="it was false",
        source="A diver",
        cue="said",
        source_kind="anonymous",
        parent_claim_id=said.claim_id,
    )
    corpus.claim(first, content="hiding boats", source="The port", cue="denied", cue_class="deny", certainty="CT-")
    corpus.claim(later, content="ten boats had sunk overnight", source_kind="author")
    corpus.claim(undated, content="nobody knows", source_kind="unspecified")
    return corpus.build(tmp_path_factory.mktemp("export")).database


def read_back(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf8", newline="") as lines:
            return list(csv.DictReader(lines))
    text = path.read_text(encoding="utf8")
    read: list[dict[str, Any]] = (
        json.loads(text) if path.suffix == ".json" else list(map(json.loads, text.splitlines()))
    )
    return read


def test_a_table_is_written_as_parquet_with_its_types(warehouse: Path, tmp_path: Path) -> None:
    assert export(warehouse, "claims", tmp_path / "claims.parquet") == 5
    table = pq.read_table(tmp_path / "claims.parquet")
    assert table.to_pylist() == answer(warehouse, "from main.claims").to_pylist()


@pytest.mark.parametrize("suffix", [".csv", ".json", ".jsonl"])
def test_a_table_is_written_as_text_with_moments_in_utc_and_lists_as_json(
    warehouse: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"claims{suffix}"
    export(warehouse, "marts.who_said_what", path)
    told = next(row for row in read_back(path) if row["source_name"] == "Ann Lee")
    assert told["content_text"] == '"ten" boats had sunk'
    assert told["publisher"] == "Coast, News"
    assert told["published_at"] == "2026-03-01T12:00:00.000000Z"
    figures = told["figure_texts"]
    assert (json.loads(figures) if suffix == ".csv" else figures) == ['"ten" boats']


def test_a_table_goes_by_its_name_alone_and_main_comes_first(warehouse: Path, tmp_path: Path) -> None:
    for name, file in (("figures", "main"), ("history.figures", "history"), ("claimed_figures", "marts")):
        export(warehouse, name, tmp_path / f"{file}.parquet")
    assert pq.read_table(tmp_path / "main.parquet").num_rows == 1
    assert pq.read_table(tmp_path / "history.parquet").num_rows == 0
    assert "what" in pq.read_table(tmp_path / "marts.parquet").column_names


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of an empty lake."""
    return build(tmp_path_factory.mktemp("empty") / "w.duckdb", tables={}).database


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_table_is_a_readable_file(empty: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"claims{suffix}"
    assert export(empty, "claims", path) == 0
    if suffix == ".jsonld":
        assert json.loads(path.read_text())["@graph"] == []
    elif suffix == ".parquet":
        assert pq.read_table(path).num_rows == 0
    else:
        assert read_back(path) == []


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("conflict", "x.csv", "no table 'conflict'; there are main.articles"),
        ("main.figures; drop table x", "x.csv", "no table"),
        ("conflicts", "x.xlsx", "no format is called '.xlsx'; there are .parquet, .csv"),
        ("conflicts", "x", "no format"),
        ("figures", "x.jsonld", "main.figures: only claims are written as JSON-LD"),
    ],
)
def test_what_cannot_be_exported_is_refused_and_an_older_file_stays(
    warehouse: Path, tmp_path: Path, name: str, file: str, said: str
) -> None:
    (tmp_path / file).write_text("older")
    refused = CliRunner().invoke(app, ["export", name, str(tmp_path / file), "--warehouse", str(warehouse)])
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert [path.read_text() for path in tmp_path.iterdir()] == ["older"]


def test_an_export_that_fails_half_way_leaves_the_older_file(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "claims.jsonld"
    path.write_text("older")
    monkeypatch.setattr("warehouse.export._claim", lambda claim, articles: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(warehouse, "claims", path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("claims.jsonld", "older")]


@pytest.fixture(scope="module")
def graph(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    path = tmp_path_factory.mktemp("claims") / "claims.jsonld"
    export(warehouse, "claims", path)
    written = json.loads(path.read_text(encoding="utf8"))
    assert written["@context"][0] == "https://schema.org"
    told: list[dict[str, Any]] = written["@graph"]
    return told


def test_a_claim_says_who_makes_it_where_it_appeared_and_where_first(graph: list[dict[str, Any]]) -> None:
    (claim,) = [claim for claim in graph if claim["text"] == '"ten" boats had sunk']
    article = {
        "@type": "NewsArticle",
        "@id": "https://example.org/1",
        "headline": "Boats",
        "url": "https://example.org/1",
        "datePublished": "2026-03-01T12:00:00+00:00",
        "publisher": {"@type": "NewsMediaOrganization", "name": "Coast, News"},
    }
    assert claim["author"] == {
        "@type": "Person",
        "@id": "urn:wirehouse:entity:person:ann-lee",
        "name": "Ann Lee",
        "jobTitle": "Minister",
    }
    assert [place.items() >= article.items() for place in claim["appearance"]] == [True]
    assert claim["firstAppearance"] == claim["appearance"][0]
    assert claim["datePublished"] == "2026-03-01T12:00:00+00:00"
    assert claim["mentions"] == [{"@type": "Thing", "@id": "urn:wirehouse:entity:person:ann-lee", "name": "Ann Lee"}]


def test_a_source_without_a_name_has_a_description_and_one_not_told_is_left_out(graph: list[dict[str, Any]]) -> None:
    authors = {claim["text"]: claim.get("author") for claim in graph}
    assert authors["it was false"] == {"@type": "Person", "description": "A diver"}
    assert authors["nobody knows"] is None
    assert authors["ten boats had sunk overnight"] == {"@type": "Person", "name": "Bo Poe"}


def test_what_a_source_denies_is_no_claim_of_it(graph: list[dict[str, Any]]) -> None:
    assert len(graph) == 4
    assert "hiding boats" not in {claim["text"] for claim in graph}


def test_a_claim_without_a_date_has_no_first_appearance(graph: list[dict[str, Any]]) -> None:
    (claim,) = [claim for claim in graph if claim["text"] == "nobody knows"]
    assert not {"firstAppearance", "datePublished"} & set(claim)


def test_claims_have_the_shape_that_schema_org_gives_them(graph: list[dict[str, Any]]) -> None:
    ids = {claim["@id"] for claim in graph}
    assert len(ids) == len(graph)
    for claim in graph:
        assert claim["@type"] == "Claim"
        assert {"text", "appearance"} <= set(claim)
        assert claim.get("isPartOf", {"@id": claim["@id"]})["@id"] in ids
        assert_shape(claim)


def assert_shape(node: dict[str, Any]) -> None:
    kind = node["@type"]
    for name, value in node.items():
        if name in TEXTS[kind]:
            assert isinstance(value, str)
            assert value
        elif name in RANGES.get(kind, {}):
            for part in value if isinstance(value, list) else [value]:
                if set(part) != {"@id"}:
                    assert part["@type"] in RANGES[kind][name]
                    assert_shape(part)
        else:
            assert name.startswith(("@", "wirehouse:")), f"{kind} has no {name}"


def test_claims_that_repeat_each_other_share_their_appearances(tmp_path: Path) -> None:
    corpus = Corpus()
    for day in (3, 2):
        article = corpus.article(
            f"Report {day}.\nThe harbour master said that nine fishing boats had sunk overnight.",
            external_id=f"day-{day}",
            published_at=datetime(2026, 3, day, tzinfo=UTC),
        )
        corpus.claim(
            article,
            content="that nine fishing boats had sunk overnight",
            source="The harbour master",
            cue="said",
            source_entity_id="person:master",
        )
        corpus.mention(article, "harbour master", entity="person:master", label="PERSON")
    database = corpus.build(tmp_path).database
    assert answer(database, "select relation from claim_links").to_pylist() == [{"relation": "repeats"}]
    export(database, "claims", tmp_path / "claims.jsonld")
    for claim in json.loads((tmp_path / "claims.jsonld").read_text())["@graph"]:
        assert [place["datePublished"][:10] for place in claim["appearance"]] == ["2026-03-02", "2026-03-03"]
        assert claim["firstAppearance"] == claim["appearance"][0]


@pytest.mark.parametrize("name", ["snap", "snap.zip"])
def test_a_snapshot_holds_every_table_and_is_read_back_by_plain_duckdb(
    warehouse: Path, tmp_path: Path, name: str
) -> None:
    told = CliRunner().invoke(app, ["snapshot", str(tmp_path / name), "--warehouse", str(warehouse)])
    assert told.exit_code == 0, told.output
    folder = tmp_path / name
    if name.endswith(".zip"):
        folder = tmp_path / "unpacked"
        with zipfile.ZipFile(tmp_path / name) as archive:
            archive.extractall(folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    assert manifest["wirehouse_version"]
    assert manifest["pipeline_versions"] == ["test-1"]
    there = answer(
        warehouse, "select distinct schema_name || '.' || table_name as name from duckdb_columns() where not internal"
    )
    assert {table["table"] for table in manifest["tables"]} == {row["name"] for row in there.to_pylist()}
    for table in manifest["tables"]:
        file = folder / table["file"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == table["sha256"]
        assert duckdb.sql(f"select count(*) from '{file}'").fetchall() == [(table["rows"],)]
        assert [column["name"] for column in table["columns"]] == pq.read_schema(file).names
        assert table["says"]
        assert all(column["says"] for column in table["columns"] if not table["table"].startswith("history"))


def test_a_snapshot_never_overwrites(warehouse: Path, tmp_path: Path) -> None:
    snapshot(warehouse, tmp_path / "snap")
    with pytest.raises(ExportError, match="a snapshot goes to a new place"):
        snapshot(warehouse, tmp_path / "snap")
    assert [path.name for path in tmp_path.iterdir()] == ["snap"]
