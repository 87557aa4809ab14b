"""People rate sources and claims and correct values; each rebuild replays what they said."""

import csv
import shutil
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from tests.rowmaking import Corpus
from transforms.rows import TABLES, columns_of
from warehouse.build import SEEDS, CheckError
from warehouse.query import answer


@dataclass
class Desk:
    """A small warehouse, and the folder of judgements that its builds replay."""

    folder: Path
    corpus: Corpus
    figure_id: str
    claim_id: str

    @property
    def seeds(self) -> Path:
        return self.folder / "seeds"

    def judge(self, *arguments: str) -> Result:
        options = ["--warehouse", str(self.folder / "warehouse.duckdb"), "--seeds", str(self.seeds), "--by", "Ada"]
        return CliRunner().invoke(app, [*arguments, *options])

    def lines(self, name: str) -> list[dict[str, str]]:
        with (self.seeds / f"{name}.csv").open(encoding="utf8", newline="") as lines:
            return list(csv.DictReader(lines))

    def rebuilt(self, question: str) -> list[tuple[object, ...]]:
        self.corpus.build(self.folder, seeds=self.seeds)
        return self.rows(question)

    def rows(self, question: str) -> list[tuple[object, ...]]:
        return [tuple(row.values()) for row in answer(self.folder / "warehouse.duckdb", question).to_pylist()]


@pytest.fixture(scope="module")
def tidy(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk before anything was judged."""
    folder = tmp_path_factory.mktemp("desk")
    corpus = Corpus()
    story = corpus.article("The NIS said 12 people died.\nBob left, Bob Jones said.", external_id="a1")
    toll = corpus.figure(story, "12 people", value=12, kind="count")
    said = corpus.claim(
        story, content="12 people died", source="The NIS", cue="said", source_entity_id="org:nis", figures=[toll]
    )
    corpus.mention(story, "NIS", entity="org:nis", entity_name="National Intelligence Service")
    corpus.mention(story, "Bob", entity="person:bob")
    desk = Desk(folder, corpus, toll.figure_id, said.claim_id)
    desk.seeds.mkdir()
    for name in ("ratings", "corrections", "aliases"):
        header = (SEEDS / f"{name}.csv").read_text(encoding="utf8").splitlines()[0]
        (desk.seeds / f"{name}.csv").write_text(header + "\n", encoding="utf8")
    corpus.build(folder, seeds=desk.seeds)
    return desk


@pytest.fixture
def desk(tidy: Desk, tmp_path: Path) -> Desk:
    """A copy of it, to judge at."""
    shutil.copytree(tidy.folder, tmp_path, dirs_exist_ok=True)
    return replace(tidy, folder=tmp_path, corpus=deepcopy(tidy.corpus))


@pytest.mark.parametrize("named", ["org:nis", "National Intelligence Service", "national intelligence service"])
def test_a_source_is_rated_by_its_id_or_name(desk: Desk, named: str) -> None:
    told = desk.judge("rate", named, "--reliability", "b", "--on", "2026-02-01")
    assert "org:nis is rated B by Ada" in told.output.replace("\n", "")
    assert [(line["entity_id"], line["reliability"]) for line in desk.lines("ratings")] == [("org:nis", "B")]


def test_marts_show_the_rating_of_a_source(desk: Desk) -> None:
    desk.judge("rate", "org:nis", "--reliability", "b", "--on", "2026-02-01", "--note", 'says "much", late')
    assert desk.rebuilt("select source_name, reliability from marts.source_profiles") == [
        ("National Intelligence Service", "B")
    ]
    assert desk.rows("select rated_by, rated_on, note from ratings") == [("Ada", date(2026, 2, 1), 'says "much", late')]


def test_a_claim_is_rated_by_the_beginning_of_its_id_and_marts_show_it(desk: Desk) -> None:
    desk.judge("rate", desk.claim_id[:8], "--credibility", "2")
    assert desk.rebuilt("select content_text, credibility from marts.who_said_what") == [("12 people died", 2)]


def test_of_two_judgements_on_one_day_the_later_counts(desk: Desk) -> None:
    for reliability in ("A", "D", "C"):
        desk.judge("rate", "org:nis", "--reliability", reliability, "--on", "2026-02-01")
    for value in ("15", "13", "14"):
        desk.judge("correct", "figures", desk.figure_id, "value", value, "--on", "2026-02-01")
    assert desk.rebuilt("select reliability from marts.dim_source") == [("C",)]
    assert desk.rows("select value from figures") == [(14,)]
    assert desk.rows("select new_value from marts.judgements where is_latest order by all") == [("14",), ("C",)]


def test_a_value_is_corrected_and_what_is_made_from_it_sees_the_right_one(desk: Desk) -> None:
    told = desk.judge("correct", "figures", desk.figure_id[:10], "value", "13")
    assert "was '12.0', is now '13'" in told.output.replace("\n", " ")
    desk.judge("correct", "figures", desk.figure_id, "counted_class", "people.killed")
    assert desk.rebuilt("select value, counted_class from marts.claimed_figures") == [(13, "people.killed")]


def test_null_is_a_correction_too(desk: Desk) -> None:
    desk.judge("correct", "claims", desk.claim_id, "source_entity_id", "--null")
    assert desk.rebuilt("select source_name from marts.who_said_what") == [("The NIS",)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rate", "org:nobody", "--reliability", "B"], "no source 'org:nobody'"),
        (["rate", "National Inteligence Service", "--reliability", "B"], "is it National Intelligence Service?"),
        (["rate", "person:bob", "--reliability", "B"], "no source 'person:bob'"),
        (["rate", "org:nis", "--reliability", "G"], "'G' is no reliability: A, B, C, D, E, F"),
        (["rate", "CLAIM", "--credibility", "7"], "7 is no credibility: 1, 2, 3, 4, 5, 6"),
        (["rate", "ffffffff", "--credibility", "2"], "claims has no row 'ffffffff'"),
        (["rate", "org:nis"], "give a source's reliability (A to F) or a claim's credibility (1 to 6)"),
        (["rate", "org:nis", "--reliability", "B", "--credibility", "2"], "give a source's reliability"),
        (["correct", "figurs", "FIGURE", "value", "13"], "figurs.value is no column that can be corrected"),
        (["correct", "figures", "FIGURE", "colour", "red"], "those of figures are article_id, sentence_id"),
        (["correct", "figures", "FIGURE", "figure_id", "f2"], "figures.figure_id is no column"),
        (["correct", "figures", "ffffffff", "value", "13"], "figures has no row 'ffffffff'"),
        (["correct", "figures", "", "value", "13"], "figures has no row ''"),
        (["correct", "mentions", "", "label", "ORG"], "mentions has no row ''"),
        (["correct", "figures", "FIGURE", "value", "a dozen"], "'a dozen' is no value for figures.value (double)"),
        (["correct", "figures", "FIGURE", "kind", "number"], "'number' is no value for figures.kind: count, money"),
        (["correct", "figures", "FIGURE", "kind", "--null"], "figures.kind, which is never null"),
        (["correct", "figures", "FIGURE", "value"], "give the right value, or --null"),
        (["correct", "figures", "FIGURE", "value", "13", "--null"], "give the right value, or --null"),
        (["correct", "claims", "CLAIM", "source_entity_id", "org:nsi"], "entities has no such row; is it org:nis?"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(desk: Desk, arguments: list[str], said: str) -> None:
    ids = {"FIGURE": desk.figure_id, "CLAIM": desk.claim_id}
    refused = desk.judge(*(ids.get(argument, argument) for argument in arguments))
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert desk.lines("ratings") + desk.lines("corrections") == []


def test_the_same_judgement_twice_is_told_and_kept_once(desk: Desk) -> None:
    arguments = ("correct", "figures", desk.figure_id, "value", "13", "--on", "2026-02-01")
    assert desk.judge(*arguments).exit_code == 0
    assert "corrections.csv:2: this judgement is already there" in desk.judge(*arguments).stderr
    assert len(desk.lines("corrections")) == 1


def test_a_file_edited_by_hand_keeps_its_order_of_columns_and_its_last_line(desk: Desk) -> None:
    header = "rated_on,rated_by,reliability,credibility,entity_id,claim_id,note,rating_id"
    (desk.seeds / "ratings.csv").write_text(f"{header}\n2026-01-01,Bo,A,,org:nis,,,r1", encoding="utf8")
    desk.judge("rate", "org:nis", "--reliability", "B", "--on", "2026-02-01")
    assert [(line["rated_by"], line["reliability"]) for line in desk.lines("ratings")] == [("Bo", "A"), ("Ada", "B")]
    assert desk.rebuilt("select reliability from marts.dim_source") == [("B",)]


def test_a_file_with_other_columns_is_left_alone(desk: Desk) -> None:
    (desk.seeds / "ratings.csv").write_text("who,what\n", encoding="utf8")
    refused = desk.judge("rate", "org:nis", "--reliability", "B")
    assert "ratings.csv:1: its columns are who, what; they must be rating_id" in refused.stderr
    assert desk.lines("ratings") == []


def test_a_judgement_whose_row_is_gone_is_reported_by_the_rebuild(desk: Desk) -> None:
    desk.judge("rate", "org:nis", "--reliability", "B")
    desk.judge("correct", "figures", desk.figure_id, "value", "13")
    desk.corpus.rows = {}
    desk.corpus.article("Nothing new.")
    assert desk.rebuilt("select check_name from checks order by all") == [
        ("corrections_are_applied",),
        ("ratings_find_their_source",),
    ]
    assert desk.rows("select kind, is_found from marts.judgements order by all") == [
        ("correction", False),
        ("rating", False),
    ]


def test_ratings_written_by_hand_that_cannot_be_meant_are_not_published(desk: Desk) -> None:
    with (desk.seeds / "ratings.csv").open("a", encoding="utf8") as lines:
        lines.write("r1,org:nis,,G,,Ada,2026-02-01,\nr2,org:nis,,,9,Ada,2026-02-01,\nr3,,,B,,Ada,2026-02-01,\n")
        lines.write("r4,org:nis,,B,,Ada,2026-02-01,\n")
    with pytest.raises(CheckError, match=r"ratings_are_admiralty.*: 3 rows.*r1.*r2.*r3"):
        desk.corpus.build(desk.folder, seeds=desk.seeds)


def test_the_words_a_column_may_hold_stand_in_its_sentence() -> None:
    for row_type in TABLES:
        for column in columns_of(row_type):
            assert column.words in ((), tuple("ABCDEF")) or all(word in column.says for word in column.words)
