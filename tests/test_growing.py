"""A warehouse that grows, batch by batch, and one made from nothing hold the same rows in the same order."""

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.rowmaking import Corpus
from transforms.rows import FACTS, Article, Issue, Mention, columns_of
from warehouse.build import SEEDS, BuildError, Built, CheckError, build
from warehouse.compaction import compact
from warehouse.lake import Lake, LakeError

FIRST_DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Story:
    """A lake and the warehouse that is published from it after every step."""

    folder: Path
    chance: random.Random
    versions: dict[str, int] = field(default_factory=dict)
    facts: dict[str, Corpus] = field(default_factory=dict)
    grown_count: int = 0

    def __post_init__(self) -> None:
        self.lake = Lake(str(self.folder / "lake")).open()
        self.seeds = self.folder / "seeds"
        shutil.copytree(SEEDS, self.seeds, ignore=lambda _, names: [name for name in names if name.endswith(".txt")])

    def come_in(self) -> None:
        """A batch of articles: new ones, copies, later versions; now and then it is extracted later."""
        corpus = Corpus(pipeline_version="v1")
        for name in self.chance.sample("abcdefgh", self.chance.randint(1, 3)):
            self.versions[name] = version = self.versions.get(name, 0) + 1
            self._article(corpus, name, version)
        articles = [row for row in corpus.rows[Article] if isinstance(row, Article)]
        issue = Issue.at(f"{name}{version}", step="read", reason="odd", says="odd", source_name="test")
        batch = self.lake.write_batch(articles, [issue])
        self.facts[batch] = corpus
        if self.chance.random() < 0.8:
            self.extract(batch, "v1")

    def come(self, *names: str, wrong: bool = False) -> str:
        """A batch of the next versions of these articles; with `wrong` its mentions stand one letter aside."""
        corpus = Corpus(pipeline_version="v1")
        for name in names:
            self.versions[name] = version = self.versions.get(name, 0) + 1
            self._article(corpus, name, version)
        if wrong:
            corpus.rows[Mention] = [
                replace(row, start_char=row.start_char + 1, end_char=row.end_char + 1)
                for row in corpus.rows[Mention]
                if isinstance(row, Mention)
            ]
        batch = self.lake.write_batch([row for row in corpus.rows[Article] if isinstance(row, Article)], [])
        self.facts[batch] = corpus
        self.extract(batch, "v1")
        return batch

    def mark(self, batch: str) -> None:
        """As extraction does with a batch of which every row stands in its articles."""
        facts = self.lake.facts()[batch]
        self.lake.put_commit(replace(facts, quotes=self.lake.articles_and_file_of(batch)[1]))

    def _article(self, corpus: Corpus, name: str, version: int) -> None:
        number = self.chance.randint(10, 14)
        who = self.chance.choice(["Ann", "Bob"])
        article = corpus.article(
            f"{who} said {number} soldiers left Kyiv on Monday.\nUncle Sam and {who} met.",
            external_id=name,
            version=version,
            published_at=FIRST_DAY + timedelta(days=self.chance.randint(0, 5)),
            publisher=self.chance.choice(["One", "Two"]),
        )
        figure = corpus.figure(
            article, f"{number} soldiers", value=Decimal(number), series_key="people.military|RUS|-|actual",
            counted_class="people.military",
        )  # fmt: skip
        named = corpus.mention(article, who, entity=f"person:{who.lower()}", label="PERSON")
        corpus.mention(article, "Uncle Sam", entity="person:uncle-sam", label="PERSON")
        corpus.time(article, "on Monday")
        corpus.claim(
            article, content=f"{number} soldiers left Kyiv", source=who, cue="said", figures=[figure],
            source_entity_id=named.entity_id,
        )  # fmt: skip

    def extract(self, batch: str, version: str) -> None:
        rows = self.facts[batch].rows
        self.lake.write_facts(version, batch, {row_type: rows.get(row_type, []) for row_type in FACTS})

    def extract_what_waits(self) -> None:
        for batch in self.lake.pending("v1"):
            self.extract(batch, "v1")

    def extract_again(self) -> None:
        """A newer pipeline is surer of what it read."""
        batch = self.chance.choice(sorted(self.facts))
        corpus = self.facts[batch]
        corpus.rows = {
            row_type: [replace(row, confidence=0.8) if hasattr(row, "confidence") else row for row in rows]  # type: ignore[type-var]
            for row_type, rows in corpus.rows.items()
        }
        self.extract(batch, "v2")

    def correct(self) -> None:
        corpus = self.facts[self.chance.choice(sorted(self.facts))]
        figure = next(row for rows in corpus.rows.values() for row in rows if hasattr(row, "figure_id"))
        with (self.seeds / "corrections.csv").open("a") as lines:
            lines.write(f"figures,{figure.figure_id},unit,tonne,ann,2026-03-09,\n")

    def compact(self) -> None:
        compact(self.lake, size=2)

    def publish(self, name: str, *, grows_from: int = 0) -> Built:
        parts = self.lake.parts()
        return build(
            self.folder / name, tables=self.lake.files(parts), parts=parts, files_of=self.lake.files,
            grows_from=grows_from, seeds=self.seeds,
        )  # fmt: skip


def contents(database: Path) -> dict[str, Sequence[tuple[object, ...]]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name, comment from duckdb_tables() union all "
            "select schema_name || '.' || view_name, comment from duckdb_views() where not internal order by all"
        ).fetchall()
        columns = connection.execute("select table_name, column_name, comment from duckdb_columns() order by all")
        described = {"tables": tables, "columns": columns.fetchall()}
        # A view has no order of its own.
        views = {
            row[0]
            for row in connection.execute("select schema_name || '.' || view_name from duckdb_views()").fetchall()
        }
        return described | {
            name: connection.execute(f"from {name}{' order by all' if name in views else ''}").fetchall()
            for name, _ in tables
        }


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_growing_and_making_from_nothing_give_the_same_warehouse(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    story = Story(tmp_path, chance)
    steps = [story.come_in, story.come_in, story.come_in, story.extract_what_waits, story.compact]
    rare = [story.extract_again, story.correct]
    grown = 0
    for number in range(6):
        chance.choice(steps if number else [story.come_in])()
        if number in (2, 4):
            chance.choice(rare)()
        grown += story.publish("growing.duckdb").grown
    assert grown > 0
    made = story.publish("nothing.duckdb", grows_from=10**9)
    assert not made.grown
    expected, found = contents(tmp_path / "nothing.duckdb"), contents(tmp_path / "growing.duckdb")
    assert found.keys() == expected.keys()
    for table, rows in expected.items():
        assert found[table] == rows, table


def test_what_was_joined_reads_the_same_and_nothing_goes(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(4))
    for _ in range(5):
        story.come_in()
    story.extract_what_waits()
    story.publish("apart.duckdb")
    before = set((tmp_path / "lake").rglob("*.parquet"))
    assert compact(story.lake, size=2) == 2
    assert compact(story.lake, size=2) == 0
    assert before < set((tmp_path / "lake").rglob("*.parquet"))
    assert len(story.lake.files()["articles"]) == 3
    story.publish("joined.duckdb")
    assert contents(tmp_path / "joined.duckdb") == contents(tmp_path / "apart.duckdb")


def test_a_joined_batch_that_is_extracted_again_is_read_from_its_own_files(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(5))
    story.come_in()
    story.come_in()
    story.extract_what_waits()
    compact(story.lake, size=2)
    assert len(story.lake.files()["figures"]) == 1
    story.extract_again()
    assert len(story.lake.files()["figures"]) == 2
    compact(story.lake, size=2)
    assert len(story.lake.files()["figures"]) == 1
    assert len(story.lake.compactions()) == 1


def test_history_is_kept_until_an_article_has_a_newer_version(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(7))
    for names, count in (("ab", 0), ("ac", 1), ("d", 1), ("ad", 3)):
        story.come(*names)
        assert story.publish("growing.duckdb").grown == (names != "ab")
        found = contents(tmp_path / "growing.duckdb")
        assert len(found["history.articles"]) == count
        if names in ("d", "ad"):
            story.publish("nothing.duckdb", grows_from=10**9)
            assert found == contents(tmp_path / "nothing.duckdb")


def test_rows_that_come_to_a_kept_warehouse_are_checked(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(8))
    story.come("a", "b")
    story.publish("growing.duckdb")
    before = (tmp_path / "growing.duckdb").read_bytes()
    story.come("c", wrong=True)
    with pytest.raises(CheckError, match="offsets_of_mentions"):
        story.publish("growing.duckdb")
    assert (tmp_path / "growing.duckdb").read_bytes() == before


def test_what_extraction_found_in_its_articles_is_not_looked_for_by_a_publish(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(10))
    batch = story.come("a", wrong=True)
    with pytest.raises(CheckError, match="offsets_of_mentions"):
        story.publish("w.duckdb")
    story.mark(batch)  # wrongly: only so can it be seen that nobody looks
    story.publish("w.duckdb")


def test_what_was_found_in_one_file_of_articles_is_looked_for_in_another(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(11))
    batch = story.come("a", wrong=True)
    story.mark(batch)
    (found,) = story.lake.batches()
    articles = [replace(article, title="Another") for article in story.lake.articles_of(batch)]
    story.lake.recommit(found, {Article: articles, Issue: []})
    with pytest.raises(CheckError, match="offsets_of_mentions"):
        story.publish("w.duckdb")


@pytest.mark.parametrize(
    ("table", "column", "value", "fails"),
    [
        ("mentions", "text", "Carl", "offsets_of_mentions"),
        ("figures", "start_char", "0", "offsets_of_figures"),
        ("articles", "text", "Nothing.", "offsets_of_claims"),
        ("claims", "content_spans", "[{start: 0, end: 9999}]", "offsets_of_claims"),
        ("figures", "unit", "tonne", None),
    ],
)
def test_what_people_corrected_is_looked_for_whatever_extraction_found(
    tmp_path: Path, table: str, column: str, value: str, fails: str | None
) -> None:
    story = Story(tmp_path, random.Random(12))
    story.mark(story.come("a", "b"))
    row_type = next(row_type for row_type in (Article, *FACTS) if table == row_type.TABLE)
    key = columns_of(row_type)[0].name
    row = getattr(story.facts[story.lake.batches()[0].batch_id].rows[row_type][0], key)
    with (story.seeds / "corrections.csv").open("a") as lines:
        lines.write(f'{table},{row},{column},"{value}",ann,2026-03-09,\n')
    if fails is None:
        story.publish("w.duckdb")
        with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
            assert (value,) in connection.execute(f"select {column} from {table} where {key} = ?", [row]).fetchall()
        return
    with pytest.raises(CheckError, match=fails):
        story.publish("w.duckdb")


def test_a_file_with_fewer_rows_than_were_committed_is_not_joined(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(13))
    batch = story.come("a")
    story.come("b")
    facts = story.lake.facts()[batch]
    story.lake.put_commit(replace(facts, counts={**facts.counts, "times": 9}))
    with pytest.raises(LakeError, match=r"times-\w+\.parquet: has 1 rows, its batch was committed with 9"):
        compact(story.lake, size=2)


def test_files_that_lack_articles_of_their_batches_are_not_published(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(14))
    story.mark(story.come("a", "b"))
    parts, files = story.lake.parts(), story.lake.files()
    with pytest.raises(BuildError, match="articles has 0 rows, its batches were committed with 2"):
        build(tmp_path / "w.duckdb", tables={**files, "articles": []}, parts=parts)


def test_facts_without_their_article_do_not_come_to_a_kept_warehouse(tmp_path: Path) -> None:
    story = Story(tmp_path, random.Random(9))
    story.come("a")
    story.publish("growing.duckdb")
    corpus = Corpus(pipeline_version="v1")
    story._article(corpus, "b", 1)
    issue = Issue.at("b", step="read", reason="odd", says="odd", source_name="test")
    batch = story.lake.write_batch([], [issue])
    story.facts[batch] = corpus
    story.extract(batch, "v1")
    with pytest.raises(CheckError, match="batches_are_whole"):
        story.publish("growing.duckdb")


def test_what_another_release_made_is_made_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(tmp_path, random.Random(6))
    story.come_in()
    assert not story.publish("growing.duckdb").grown
    assert story.publish("growing.duckdb").grown
    monkeypatch.setattr("warehouse.build.version", lambda _: "9.9")
    assert not story.publish("growing.duckdb").grown
