"""Every page of the site: its path and its HTML, made a few rows at a time."""

import json
import math
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.report import words
from warehouse.report.articles import articles_of, days_of
from warehouse.report.plots import axis_of, columns_over_time
from warehouse.report.reading import Reader, Rows, batches

TEMPLATES = Path(__file__).parent / "templates"
# Rows of an index on one page, series on one page, and rows of a list that goes on in the warehouse.
_ON_PAGE = 100
_SERIES_ON_PAGE = 20
_LISTED = 50
# Articles or entities read at once: what is in memory.
_BATCH = 200
_SHOWN_FIRST = 10
# What a plot of certainty shows, surest first.
_CERTAINTY_ORDER = tuple(words.CERTAINTIES)

Page = tuple[str, str]


def pages(reader: Reader) -> Iterator[Page]:
    """All pages, as paths below the site's folder with their text."""
    draw = _drawing(reader)
    totals = reader.row("totals")
    yield "index.html", draw("overview.html", here="index", totals=totals, **_overview(reader))
    for index, is_disagreement, count in (
        ("disagreements", True, totals["disagreement_count"]),
        ("series", False, totals["series_count"]),
    ):
        for number, first, after, last in _numbered(count, _SERIES_ON_PAGE):
            shown = _series(reader, is_disagreement, first, after)
            yield (
                words.page_name(index, number),
                draw("series.html", here=index, number=number, last=last, series=shown, totals=totals),
            )
    for index, count in (("sources", "source_count"), ("entities", "entity_count"), ("articles", "article_count")):
        for number, first, _, last in _numbered(totals[count], _ON_PAGE):
            told = {"rows": reader.rows(index, first=first, limit=_ON_PAGE), "number": number, "last": last}
            if index == "sources" and number == 0:
                told |= {"kinds": reader.rows("source_kinds"), "publishers": reader.rows("anonymous", limit=_ON_PAGE)}
            yield words.page_name(index, number), draw(f"{index}.html", here=index, totals=totals, **told)
    for first, after in batches(totals["entity_count"], _BATCH):
        for entity in _entities(reader, first, after):
            path = f"entities/{words.file_name(entity['entity']['entity_id'])}.html"
            yield path, draw("entity.html", here="entities", root="../", **entity)
    for first, after in batches(totals["article_count"], _BATCH):
        for article in articles_of(reader, first, after):
            path = f"articles/{words.file_name(article['article']['article_id'])}.html"
            yield path, draw("article.html", here="articles", root="../", **article)
    yield from _shards(reader)


def _shards(reader: Reader) -> Iterator[Page]:
    """Scripts for search: one for each two first letters of a word, since a page on a disk can load nothing else."""
    for prefix, rows in groupby(reader.streamed("search"), key=lambda row: row["prefix"]):
        entries = [
            (
                row["name"],
                words.LABELS.get(row["kind"], row["kind"]),
                f"{row['folder']}/{words.file_name(row['page_id'])}.html"
                + (f"#mention-{row['mention_id']}" if row["mention_id"] else ""),
            )
            for row in rows
        ]
        name = "-".join(f"{ord(letter):x}" for letter in prefix)
        yield f"search/{name}.js", f"wirehouseFound({json.dumps(prefix)}, {json.dumps(entries)});\n"


def _drawing(reader: Reader) -> Callable[..., str]:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": words.day,
        "number": words.number,
        "percent": words.percent,
        "parsed": words.parsed,
        "file_name": words.file_name,
        "web_address": words.web_address,
        "days_of": days_of,
        "more_links": _more_links,
    }
    environment.globals |= {
        "counted": words.counted,
        "interval": words.interval,
        "measured_in": words.measured_in,
        "page_name": words.page_name,
        "BOUNDS": words.BOUNDS,
        "CERTAINTIES": words.CERTAINTIES,
        "LABELS": words.LABELS,
        "RELATIONS": words.RELATIONS,
        "made_by": reader.row("made_by"),
        "series_on_page": _SERIES_ON_PAGE,
        "listed": _LISTED,
        "root": "",
    }

    def draw(template: str, **told: Any) -> str:
        return environment.get_template(template).render(told)

    return draw


def _more_links(links: Rows) -> Iterator[tuple[str, bool, int]]:
    """The relations of which there are more links than are shown: the relation, its direction, how many are left."""
    shown: dict[tuple[str, bool], int] = {}
    counts: dict[tuple[str, bool], int] = {}
    for link in links:
        key = (link["relation"], link["is_answer"] if "is_answer" in link else link["is_first"])
        shown[key] = shown.get(key, 0) + 1
        counts[key] = link["link_count"]
    for key, count in counts.items():
        if count > shown[key]:
            yield *key, count - shown[key]


def _numbered(count: int, size: int) -> Iterator[tuple[int, int, int, int]]:
    """The pages of an index, at least one: number, first row, row after its last, number of the last page."""
    last = max(math.ceil(count / size) - 1, 0)
    for number in range(last + 1):
        yield number, number * size, (number + 1) * size, last


def _overview(reader: Reader) -> dict[str, Any]:
    grain, columns = columns_over_time(reader.rows("days"))
    return {
        "series": _series(reader, True, 0, 3),
        "certainties": _certainties(reader.rows("certainties")),
        "sources": reader.rows("sources", first=0, limit=_SHOWN_FIRST),
        "publishers": reader.rows("anonymous", limit=_SHOWN_FIRST),
        "entities": reader.rows("entities", first=0, limit=_SHOWN_FIRST),
        "articles": reader.rows("articles", first=0, limit=_SHOWN_FIRST),
        "issues": reader.rows("issues"),
        "checks": reader.rows("checks"),
        "grain": grain,
        "columns": columns,
    }


def _certainties(rows: Rows) -> Rows:
    """Counts and shares of each certainty, surest first."""
    counts = {row["certainty"]: row["claim_count"] for row in rows}
    total = sum(counts.values())
    return [
        {"certainty": name, "claim_count": counts[name], "share": counts[name] / total}
        for name in _CERTAINTY_ORDER
        if counts.get(name)
    ]


def _series(reader: Reader, is_disagreement: bool, first: int, after: int) -> Rows:
    """The series of these ranks with their lines and the axis to draw them on."""
    place = {"is_disagreement": is_disagreement, "first": first, "after": after}
    lines = reader.gathered("series_lines_of_page", "series", most=_LISTED, **place)
    return [one | _drawn(one, lines[one["series"]]) for one in reader.rows("series_of_page", **place)]


def _drawn(one: dict[str, Any], lines: Rows) -> dict[str, Any]:
    axis = axis_of(end for line in lines for end in (line["low"], line["high"]) if end is not None)
    for line in lines:
        left = 0.0 if line["low"] is None else axis.place(line["low"])
        right = 100.0 if line["high"] is None else axis.place(line["high"])
        stated = axis.place(line["value"]) if line["value"] is not None and line["bound"] == "exact" else None
        line |= {"left": left, "right": right, "at": stated}
    low, high = one["lowest"], one["highest"]
    apart = words.times_apart(high / low) if low and high and low > 0 and high > low else None
    return {"lines": lines, "axis": axis, "apart": apart, "timeline": _timeline(lines, axis)}


def _timeline(lines: Rows, axis: Any) -> dict[str, Any] | None:
    """The lines of a series over time, where they were published on three days or more."""
    days: list[date] = sorted({line["published_on"] for line in lines if line["published_on"] is not None})
    if len(days) < 3:
        return None
    length = (days[-1] - days[0]).days
    points = [
        line | {"across": round((line["published_on"] - days[0]).days / length * 100, 2)}
        for line in lines
        if line["published_on"] is not None
    ]
    return {"points": points, "first": days[0], "last": days[-1], "labels": axis.labels()}


def _entities(reader: Reader, first: int, after: int) -> Iterator[dict[str, Any]]:
    """What the pages of these entities show."""
    place = {"first": first, "after": after}
    certainties = reader.gathered("certainties_of_batch", "entity_id", **place)
    said_by = reader.gathered("said_by_batch", "entity_id", most=_LISTED, **place)
    said_about = reader.gathered("said_about_batch", "entity_id", most=_LISTED, **place)
    named_in = reader.gathered("named_in_batch", "entity_id", most=_LISTED, **place)
    beside = reader.gathered("beside_batch", "entity_id", **place)
    for entity in reader.rows("entities_of_batch", **place):
        of = entity["entity_id"]
        yield {
            "entity": entity,
            "certainties": _certainties(certainties.get(of, [])),
            "said_by": said_by.get(of, []),
            "said_about": said_about.get(of, []),
            "named_in": named_in.get(of, []),
            "beside": beside.get(of, []),
        }
