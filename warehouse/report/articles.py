"""An article as its page shows it: the text in marked pieces, and beside each paragraph what was read in it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from warehouse.report.marking import Piece, Span, paragraphs, pieces
from warehouse.report.reading import Reader, Rows
from warehouse.report.words import LABELS, file_name, parsed

# What a reader can follow from marked words: the first of these that covers them.
_LEADS = ("figure", "cue", "mention", "source", "time")
# Rows read for each article of a batch, gathered by it.
_OF_ARTICLE = (
    "zones",
    "copies",
    "mentions",
    "times",
    "figures",
    "claims",
    "claim_figures",
    "claim_links",
    "figure_links",
)
_LINKS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text as it is drawn: its classes, where it leads, what it says on hover or focus, whose it is."""

    text: str
    classes: str = ""
    href: str | None = None
    tip: str | None = None
    claim: int | None = None
    anchors: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()


@dataclass(slots=True)
class Paragraph:
    """One line of an article: its marked pieces, and the claims and figures that begin in it."""

    zone: str
    marks: list[Mark]
    claims: Rows = field(default_factory=list)
    figures: Rows = field(default_factory=list)


def articles_of(reader: Reader, first: int, after: int) -> Iterator[dict[str, Any]]:
    """What the pages of these articles show, in the order of the index."""
    place = {"first": first, "after": after}
    most = {"claim_links": {"most": _LINKS_SHOWN}, "figure_links": {"most": _LINKS_SHOWN}}
    found = {
        name: reader.gathered(f"{name}_of_batch", "article_id", **place, **most.get(name, {})) for name in _OF_ARTICLE
    }
    for article in reader.rows("articles_of_batch", **place):
        rows = {name: found[name].get(article["article_id"], []) for name in _OF_ARTICLE}
        yield {"article": article, "copies": rows["copies"], **laid_out(article["text"], rows)}


def laid_out(text: str, rows: Mapping[str, Rows]) -> dict[str, Any]:
    """The paragraphs of an article with their notes, and the entities it names."""
    figures = {figure["figure_id"]: figure | {"links": []} for figure in rows["figures"]}
    for link in rows["figure_links"]:
        figures[link["figure_id"]]["links"].append(link)
    claims = {claim["claim_id"]: claim | {"figures": [], "nested": [], "links": []} for claim in rows["claims"]}
    for link in rows["claim_links"]:
        claims[link["claim_id"]]["links"].append(link)
    told = set()
    for row in rows["claim_figures"]:
        claims[row["claim_id"]]["figures"].append(figures[row["figure_id"]])
        told.add(row["figure_id"])
    for claim in claims.values():
        claim["figures"].sort(key=lambda figure: figure["start_char"])
    outermost = _nested(claims)
    places = list(paragraphs(text))
    laid = _marked(text, places, rows, claims, figures)
    starts = [start for start, _ in places]
    for claim in outermost:
        laid[_paragraph_at(starts, claim["content_start"])].claims.append(claim)
    for figure in figures.values():
        if figure["figure_id"] not in told:
            laid[_paragraph_at(starts, figure["start_char"])].figures.append(figure)
    return {"paragraphs": laid, "entities": _named(rows["mentions"])}


def _nested(claims: dict[str, dict[str, Any]]) -> Rows:
    """Put claims into those they are reported in and number all of them in reading order; those in none."""
    outermost: Rows = []
    for claim in claims.values():
        parent = claims.get(claim["parent_claim_id"])
        (outermost if parent is None else parent["nested"]).append(claim)
    for number, claim in enumerate(_walked(outermost), start=1):
        claim["number"] = number
    return outermost


def _walked(claims: Rows) -> Iterator[dict[str, Any]]:
    for claim in claims:
        yield claim
        yield from _walked(claim["nested"])


def _paragraph_at(starts: list[int], place: int) -> int:
    return max(bisect_right(starts, place) - 1, 0)


def _marked(
    text: str,
    places: list[tuple[int, int]],
    rows: Mapping[str, Rows],
    claims: Mapping[str, dict[str, Any]],
    figures: Mapping[str, dict[str, Any]],
) -> list[Paragraph]:
    drawing = _Drawing(text, rows, claims, figures)
    starts = [start for start, _ in places]
    zones = {_paragraph_at(starts, row["start_char"]): row["zone"] for row in reversed(rows["zones"])}
    inside: dict[int, list[Span]] = {}
    for span in _spans(rows):
        for number in range(_paragraph_at(starts, span.start), _paragraph_at(starts, span.end - 1) + 1):
            inside.setdefault(number, []).append(span)
    laid = [
        Paragraph(zones.get(number, "body"), [drawing.mark(piece) for piece in pieces(*place, inside.get(number, []))])
        for number, place in enumerate(places)
    ]
    return laid or [Paragraph("body", [])]


def _spans(rows: Mapping[str, Rows]) -> Iterator[Span]:
    for claim in rows["claims"]:
        for part in claim["content_spans"]:
            yield Span(part["start"], part["end"], "claim", claim["claim_id"])
        for part in claim["quoted_spans"]:
            yield Span(part["start"], part["end"], "quoted", claim["claim_id"])
        for kind in ("source", "cue"):
            if claim[f"{kind}_start"] is not None:
                yield Span(claim[f"{kind}_start"], claim[f"{kind}_end"], kind, claim["claim_id"])
    for kind, table in (("figure", "figures"), ("mention", "mentions"), ("time", "times")):
        for row in rows[table]:
            yield Span(row["start_char"], row["end_char"], kind, row[f"{kind}_id"])


class _Drawing:
    """Turns pieces of one article into marks."""

    def __init__(
        self,
        text: str,
        rows: Mapping[str, Rows],
        claims: Mapping[str, dict[str, Any]],
        figures: Mapping[str, dict[str, Any]],
    ) -> None:
        self._text = text
        self._claims = claims
        self._figures = figures
        self._mentions = {mention["mention_id"]: mention for mention in rows["mentions"]}
        self._times = {time["time_id"]: time for time in rows["times"]}
        self._refs: dict[int, list[int]] = {}
        for claim in claims.values():
            self._refs.setdefault(claim["content_spans"][0]["start"], []).append(claim["number"])
        self._anchors: dict[int, list[str]] = {}
        named = set()
        for mention in rows["mentions"]:
            if mention["entity_id"] not in named:
                named.add(mention["entity_id"])
                self._anchors.setdefault(mention["start_char"], []).append(f"mention-{mention['mention_id']}")

    def mark(self, piece: Piece) -> Mark:
        """A piece as it is drawn."""
        text = self._text[piece.start : piece.end]
        depth = sum(span.kind == "claim" for span in piece.spans)
        kinds = {span.kind for span in piece.spans}
        classes = sorted(kinds) + ([f"depth-{min(depth, 3)}"] if depth else [])
        lead = next((span for kind in _LEADS for span in reversed(piece.spans) if span.kind == kind), None)
        href, tip = self._lead(lead) if lead else (None, None)
        # The words of a source or cue belong to the claim they introduce, others to the innermost claim around them.
        owner = next(
            (span for kind in ("cue", "source", "claim") for span in reversed(piece.spans) if span.kind == kind), None
        )
        return Mark(
            text,
            " ".join(classes),
            href,
            tip,
            self._claims[owner.row_id]["number"] if owner else None,
            tuple(self._anchors.get(piece.start, ())),
            tuple(sorted(self._refs.get(piece.start, ()))),
        )

    def _lead(self, span: Span) -> tuple[str | None, str]:
        if span.kind == "figure":
            figure = self._figures[span.row_id]
            return f"#figure-{span.row_id}", ": ".join(filter(None, (figure["kind"], parsed(figure))))
        if span.kind in ("cue", "source"):
            claim = self._claims[span.row_id]
            said_by = claim["source_name"] or claim["source_text"] or f"source: {claim['source_kind']}"
            return f"#claim-{span.row_id}", f"claim {claim['number']}: {said_by}"
        if span.kind == "time":
            time = self._times[span.row_id]
            return None, " ".join(filter(None, (time["kind"], days_of(time))))
        mention = self._mentions[span.row_id]
        label = LABELS.get(mention["label"], mention["label"].lower())
        said = [f"{mention['name'] or mention['text']}, {label}"]
        said += [mention["title_role"]] if mention["title_role"] else []
        said += ["standing for its government"] if mention["is_metonym"] else []
        to = f"../entities/{file_name(mention['entity_id'])}.html" if mention["has_page"] else None
        return to, "; ".join(said)


def days_of(row: Mapping[str, Any]) -> str:
    """The days a time speaks of, as ISO dates; says so where the text leaves them open."""
    low, high = row["date_low"], row["date_high"]
    if low is None and high is None:
        return "(day not known)"
    return str(low) if low == high else f"{low or '…'} to {high or '…'}"


def _named(mentions: Iterable[dict[str, Any]]) -> Rows:
    """The entities an article names, the most named first."""
    named: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        if mention["entity_id"] is not None:
            entity = named.setdefault(mention["entity_id"], mention | {"count": 0, "words": []})
            entity["count"] += 1
            if mention["text"] not in entity["words"]:
                entity["words"].append(mention["text"])
    return sorted(named.values(), key=lambda entity: (-entity["count"], entity["start_char"]))


__all__ = ["Mark", "Paragraph", "articles_of", "days_of", "laid_out"]
