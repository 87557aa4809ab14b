"""Whole articles as a careful reader reads them: sources, cues, contents, and whose the figures are.

Each golden file says how many of its claims must be found and how many others may be; only columns that a better model
would not change are compared. A content counts when most of its words agree.
"""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from tests.claims_by_hand import article
from transforms.claims.attribution import share
from transforms.language import MODELS, load_pipeline
from transforms.reading import Reading
from transforms.registry import EXTRACTORS
from transforms.rows import Claim, ClaimFigure, Figure, Mention

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))


@pytest.fixture(scope="module")
def readings() -> dict[str, tuple[dict[str, Any], Reading]]:
    if not (MODELS / "wirehouse_en" / "config.cfg").exists():
        pytest.skip("needs the trained pipeline in models/")
    nlp = load_pipeline()
    out = {}
    for name in NAMES:
        golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf8"))
        text = (GOLDEN / golden["article"]).read_text(encoding="utf8").strip()
        titled = dataclasses.replace(article(text), title=None if name == "seed" else text.splitlines()[0])
        reading = Reading.of(titled, nlp(text))
        for extractor in EXTRACTORS:
            list(reading.keep(extractor(reading)))
        out[name] = (golden, reading)
    return out


def is_found(wanted: dict[str, str], claim: Claim, reading: Reading) -> bool:
    """Whether a claim has the source, cue and content of a golden one, and its stable columns."""
    text = reading.article.text
    at, pieces = 0, []
    for piece in wanted["content"].split(" … "):
        at = text.find(piece, at)
        pieces.append((at, at + len(piece)))
    if share(tuple(pieces), claim.content_spans) < 0.6:
        return False
    source, theirs = wanted.get("source"), claim.source_text
    same_source = source == theirs or (
        source is not None and theirs is not None and (source in theirs or theirs in source)
    )
    same_cue = claim.cue_text is not None and wanted["cue"].lower() in claim.cue_text.lower()
    columns = [column for column in ("form", "certainty") if column in wanted]
    return same_source and same_cue and all(getattr(claim, column) == wanted[column] for column in columns)


def paired(golden: dict[str, Any], reading: Reading) -> dict[int, Claim]:
    """The claim found for each golden one, by its number."""
    out: dict[int, Claim] = {}
    for number, wanted in enumerate(golden["claims"]):
        for claim in reading.found(Claim):
            if claim not in out.values() and is_found(wanted, claim, reading):
                out[number] = claim
                break
    return out


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_of_an_article_are_found(readings, name):
    golden, reading = readings[name]
    pairs = paired(golden, reading)
    missing = [wanted["content"] for number, wanted in enumerate(golden["claims"]) if number not in pairs]
    assert len(pairs) >= golden["at_least"], missing


@pytest.mark.parametrize("name", NAMES)
def test_few_other_claims_are_found(readings, name):
    golden, reading = readings[name]
    known = paired(golden, reading).values()
    others = [f"{c.source_text} | {c.cue_text} | {c.content_text}" for c in reading.found(Claim) if c not in known]
    missing = len(golden["claims"]) - len(known)
    assert len(others) <= golden["extra_at_most"] + missing, others


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_belongs_to_whoever_claims_it(readings, name):
    golden, reading = readings[name]
    claims = {claim.claim_id: claim for claim in reading.found(Claim)}
    holders = {row.figure_id: claims[row.claim_id] for row in reading.found(ClaimFigure) if row.is_innermost}
    found = [
        wanted["text"]
        for wanted in golden["figures"]
        for figure in reading.found(Figure)
        if wanted["text"].split()[0] in figure.text
        and figure.figure_id in holders
        and wanted["claimed_by"] in (holders[figure.figure_id].source_text or "")
    ]
    assert len(set(found)) >= len(golden["figures"]) - 1, found


def test_pronouns_and_nominals_of_the_seed_are_resolved(readings):
    golden, reading = readings["seed"]
    names = {mention.entity_id: mention.entity_name for mention in reading.found(Mention) if mention.entity_id}
    pairs = paired(golden, reading)
    wrong = {
        wanted["content"]: names.get(pairs[number].source_entity_id)
        for number, wanted in enumerate(golden["claims"])
        if number in pairs and "entity" in wanted and names.get(pairs[number].source_entity_id) != wanted["entity"]
    }
    assert len(wrong) <= 1, wrong


def test_the_hearsay_of_the_seed_is_nested(readings):
    _, reading = readings["seed"]
    by_id = {claim.claim_id: claim for claim in reading.found(Claim)}
    inner = next(claim for claim in by_id.values() if claim.source_text == "the NIS")
    assert inner.parent_claim_id is not None
    assert "Park Sun-won" in (by_id[inner.parent_claim_id].source_text or "")
