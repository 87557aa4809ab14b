"""The report as files: what its pages say, what they must not do, and when it is refused."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from flows.cli import app
from tests.report_news import HARM, TROOPS, many, news
from transforms.rows import stable_id
from warehouse.build import build
from warehouse.query import QueryError
from warehouse.report import ReportError, write_report
from warehouse.report.marking import Span, paragraphs, pieces
from warehouse.report.plots import axis_of, columns_over_time
from warehouse.report.words import interval, number, page_name, parsed, times_apart, web_address


class Page(HTMLParser):
    """A page's links, ids and the text of its article, as a browser would see them."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self._in_text = self._in_ref = False
        self.feed(path.read_text(encoding="utf8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        classes = (told.get("class") or "").split()
        self.tags.append(tag)
        self.ids += [told["id"]] if told.get("id") else []
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        self._in_text = self._in_text or (tag == "p" and "text" in classes)
        self._in_ref = "ref" in classes

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._in_text:
            self._in_text = False
            self.text += "\n"
        self._in_ref = False

    def handle_data(self, data: str) -> None:
        if self._in_text and not self._in_ref:
            self.text += data


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return news().build(tmp_path_factory.mktemp("news")).database


@pytest.fixture(scope="module")
def site(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(warehouse, tmp_path_factory.mktemp("report") / "site").index.parent


def article(site: Path, text: str) -> Path:
    return site / "articles" / f"{stable_id('article', stable_id(text))}.html"


def test_the_overview_shows_a_disagreement_and_keeps_the_plan_apart(site: Path) -> None:
    overview = re.sub(r"<[^>]+>|\s+", " ", (site / "index.html").read_text())
    overview = re.sub(r"\s+", " ", overview)
    assert "Sources disagree: from 3,000 to 12,000 , 4 times as much" in overview
    assert "soldiers people.military" in overview
    said, planned = overview.split("Planned or expected, compared with nothing that is so")
    assert "intelligence agency through Ann Park" in said
    assert "defence ministry" in planned
    assert "10,000" in planned


def test_a_series_is_drawn_over_time_with_its_open_ends(site: Path) -> None:
    series = (site / "series.html").read_text()
    assert 'aria-label="The figures of the table above by day of publication, from 1 Mar 2026 to 5 Mar 2026."' in series
    assert "The scale is logarithmic" in series
    assert "at least 40" in series
    assert series.count('class="open"') == 1


@pytest.mark.parametrize("text", [TROOPS, HARM])
def test_an_article_keeps_every_character_of_its_text(site: Path, text: str) -> None:
    assert Page(article(site, text)).text.strip() == text


def test_a_claim_inside_a_claim_stands_inside_its_card(site: Path) -> None:
    page = article(site, TROOPS).read_text()
    outer, inner = re.findall(r'<div class="claim-card" id="claim-\w+" data-claim="([23])">', page)
    assert (outer, inner) == ("2", "3")
    between = page[page.index('data-claim="2"') : page.index('data-claim="3"')]
    assert between.count("<div") == between.count("</div") + 1
    assert "contradicted by" in page or "contradicts" in page
    assert "conflicts with" in page


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    pages = {path: Page(path) for path in sorted(site.rglob("*.html"))}
    assert len(pages) > 8
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link.startswith("https://"):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), f"{path.name}: {link}"
            assert not anchor or anchor == "main" or anchor in pages[target].ids, f"{path.name}: {link}"


def test_what_an_article_holds_is_text_and_nothing_else(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = Page(path)
        assert page.tags.count("script") == 2, path
        assert not {"img", "iframe"} & set(page.tags), path
        assert not [link for link in page.links if link.lower().startswith(("javascript:", "data:"))], path
        assert "<b>mayor" not in path.read_text().lower(), path
    assert "Address as given: javascript:window.harmed=5" in article(site, HARM).read_text()


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".css", ".js", ".html"):
            told = path.read_text(encoding="utf8")
            assert not re.search(r"""(?:src|srcset)=["']?(?:https?:)?//|@import|url\(["']?(?:https?:)?//""", told), path
            assert not re.search(r'<link[^>]+href="(?!(\.\./)?static/)', told), path


def test_search_finds_entities_by_the_beginning_of_a_word(site: Path) -> None:
    shard = (site / "search" / "6f-6d.js").read_text()
    prefix, entries = re.fullmatch(r'wirehouseFound\("(\w+)", (.*)\);\n', shard).groups()  # type: ignore[union-attr]
    assert prefix == "om"
    ((name, kind, href),) = json.loads(entries)
    assert (name, kind) == ("Omar Vale", "person")
    assert (site / href).is_file()


def test_the_same_warehouse_gives_the_same_bytes(warehouse: Path, site: Path, tmp_path: Path) -> None:
    again = write_report(warehouse, tmp_path / "again").index.parent
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert all((site / path).read_bytes() == (again / path).read_bytes() for path in files)


def test_an_empty_warehouse_is_told_kindly(tmp_path: Path) -> None:
    empty = build(tmp_path / "empty.duckdb", tables={}).database
    written = write_report(empty, tmp_path / "site")
    assert written.page_count == 6
    assert "No articles yet" in written.index.read_text()
    assert "No two sources exclude each other" in (tmp_path / "site" / "disagreements.html").read_text()


def test_indexes_and_series_go_on_over_pages(tmp_path: Path) -> None:
    site = write_report(many(120).build(tmp_path).database, tmp_path / "site").index.parent
    assert [path.name for path in sorted(site.glob("articles*.html"))] == ["articles-2.html", "articles.html"]
    assert len(list(site.glob("disagreements*.html"))) == 6
    shown = [anchor for path in site.glob("disagreements*.html") for anchor in Page(path).ids if "series-" in anchor]
    assert len(shown) == len(set(shown)) == 120
    assert 'rel="next" href="disagreements-3.html"' in (site / "disagreements-2.html").read_text()
    assert "Page 6 of 6" in (site / "disagreements-6.html").read_text()


def test_an_older_report_is_replaced_and_nothing_else_is(warehouse: Path, tmp_path: Path) -> None:
    site = write_report(warehouse, tmp_path / "site").index.parent
    (site / "articles" / "gone.html").write_text("an article that is no more")
    write_report(warehouse, site)
    assert not (site / "articles" / "gone.html").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("three years of work")
    with pytest.raises(ReportError, match="holds something other than a report"):
        write_report(warehouse, other)
    assert (other / "thesis.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "site"]


def test_a_warehouse_of_another_version_is_refused_in_one_message(warehouse: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table articles (id integer)")
    site = write_report(warehouse, tmp_path / "site").index
    before = site.read_bytes()
    with pytest.raises(QueryError, match=r"other\.duckdb: no warehouse, or one older .*rebuild"):
        write_report(other, tmp_path / "site")
    assert site.read_bytes() == before


def test_a_missing_warehouse_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="wirehouse run"):
        write_report(tmp_path / "none.duckdb", tmp_path / "site")


def test_the_command_says_where_to_look(warehouse: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["report", "--out", str(tmp_path / "s"), "--database", str(warehouse)])
    assert done.exit_code == 0, done.output
    assert str(tmp_path / "s" / "index.html") in done.output


spans = st.lists(
    st.builds(Span, st.integers(0, 30), st.integers(0, 30), st.sampled_from(["claim", "figure"]), st.just("r")),
    max_size=9,
)


@given(spans, st.integers(0, 30), st.integers(0, 30))
def test_pieces_are_the_whole_text_and_know_their_spans(inside: list[Span], one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    cut = list(pieces(start, end, inside))
    assert [at for piece in cut for at in range(piece.start, piece.end)] == list(range(start, end))
    for piece in cut:
        covering = [span for span in inside if span.start <= piece.start and piece.end <= span.end]
        assert sorted(map(repr, piece.spans)) == sorted(map(repr, covering))


def test_paragraphs_are_lines_that_say_something() -> None:
    assert list(paragraphs("one\n\n  \ntwo")) == [(0, 3), (8, 11)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (3000, "3,000"),
        (0.25, "0.25"),
        (2.5e9, "2.5 billion"),
        (1234567, "1,234,567"),
        (-20, "-20"),
        (0, "0"),
        (1e-7, "1e-07"),
        (None, ""),
    ],
)
def test_a_number_is_written_as_a_reader_would(value: float | None, written: str) -> None:
    assert number(value) == written


BARE = dict.fromkeys(("value", "value_low", "value_high", "unit", "currency", "per_unit"))


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        ({"value": 40.0, "is_approx": True, "bound": "exact"}, "about 40"),
        ({"value_low": 2e9, "value_high": 3e9, "unit": "dollar", "currency": "USD", "bound": "range"},
         "2 billion to 3 billion dollar (USD)"),
        ({"value_low": 40.0, "bound": "more_than"}, "more than 40"),
        ({"value_high": 5.0, "bound": "at_most", "unit": "percentage"}, "at most 5 percentage"),
        ({"value_low": 24.0, "bound": "range"}, "24 or more"),
        ({"value": 9.0, "bound": "exact", "unit": "litre", "per_unit": "day"}, "9 litre per day"),
    ],
)  # fmt: skip
def test_a_figure_says_what_was_read(figure: dict[str, object], written: str) -> None:
    assert parsed({**BARE, "is_approx": False, **figure}) == written


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [(None, None, "not stated"), (None, 3, "up to 3"), (3, None, "3 or more"), (3, 3, "3"), (3, 4, "3 to 4")],
)
def test_an_interval_may_be_open(low: float | None, high: float | None, written: str) -> None:
    assert interval(low, high) == written


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, is_safe: bool) -> None:
    assert (web_address(url) is not None) is is_safe


@given(st.lists(st.floats(-1e12, 1e12, allow_subnormal=False), min_size=1, max_size=6))
def test_an_axis_shows_all_values_in_order(values: list[float]) -> None:
    axis = axis_of(values)
    slack = (axis.high - axis.low) * 1e-9
    assert axis.low - slack <= min(values)
    assert max(values) <= axis.high + slack
    places = [axis.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert 2 <= len(axis.ticks) <= 9


def test_values_far_apart_stand_on_a_logarithmic_axis() -> None:
    axis = axis_of([5, 5_000_000])
    assert axis.is_log
    assert 0 < axis.place(5) < axis.place(5_000_000) < 100


def test_days_are_gathered_until_they_fit_and_gaps_stay() -> None:
    days = [{"day": date(2026, 1, 1), "article_count": 2}, {"day": date(2026, 6, 1), "article_count": 4}]
    grain, columns = columns_over_time(days)
    assert grain == "week"
    assert [column.count for column in columns if column.count] == [2, 4]
    assert len(columns) == 23
    assert columns[-1].height == 100


def test_pages_of_an_index_are_named_from_two_on() -> None:
    assert [page_name("articles", number) for number in range(3)] == [
        "articles.html",
        "articles-2.html",
        "articles-3.html",
    ]


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(4.0, "4 times as much"), (1.234, "23 % more"), (80 / 77, "3.9 % more"), (56.7, "57 times as much")],
)
def test_values_are_so_many_times_apart(ratio: float, written: str) -> None:
    assert times_apart(ratio) == written
