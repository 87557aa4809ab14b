"""Claims read from whole articles: rows, nesting, figures, mentions, and what must hold of every text."""

import csv
import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from tests.claims_by_hand import article, claims_of, mention, reading_of, tree, unparsed
from tests.test_lake import an_article
from transforms.claims import claims_in
from transforms.claims.attribution import Attribution
from transforms.claims.page import Page
from transforms.claims.speakers import with_whole_quotations
from transforms.language import MODELS, load_pipeline
from transforms.reading import Reading
from transforms.registry import EXTRACTORS, rows_of
from transforms.rows import Claim, ClaimFigure, ClaimMention, Figure, Issue, Mention, Time

CASES = Path(__file__).parent / "cases" / "claims.csv"


def spanned(doc, *parts):
    """The Doc with attribution spans: (label, first token, last token + 1, id)."""
    doc.spans["attributions"] = [Span(doc, start, end, label=label, span_id=i) for label, start, end, i in parts]
    return doc


PARK = (
    "Park/PROPN/2/nsubj said/VERB/0/root the/DET/4/det NIS/PROPN/5/nsubj revealed/VERB/2/ccomp that/SCONJ/10/mark "
    "3,000/NUM/8/nummod soldiers/NOUN/10/nsubj had/AUX/10/aux left/VERB/5/ccomp ./PUNCT/2/punct"
)


def figure(reading: Reading, text: str) -> Figure:
    start = reading.article.text.index(text)
    return Figure(
        figure_id="f", article_id="a", sentence_id="s", start_char=start, end_char=start + len(text), text=text,
        kind="count", bound="exact", is_approx=False, is_vague=False, role="total", temporality="past",
        modality="asserted", zone="body", confidence=1.0, rule="by hand",
    )  # fmt: skip


def test_a_claim_inside_a_claim_knows_its_parent_and_holds_the_figure():
    doc = tree(PARK)
    reading = reading_of(doc)
    list(reading.keep([figure(reading, "3,000 soldiers")]))
    rows = list(claims_in(reading))
    outer, inner = sorted(claims_of(rows), key=lambda claim: claim.content_start)
    assert (outer.source_text, outer.parent_claim_id) == ("Park", None)
    assert outer.content_text == "the NIS revealed that 3,000 soldiers had left"
    assert (inner.source_text, inner.parent_claim_id) == ("the NIS", outer.claim_id)
    innermost = {row.claim_id: row.is_innermost for row in rows if isinstance(row, ClaimFigure)}
    assert innermost == {outer.claim_id: False, inner.claim_id: True}


def test_two_cues_of_the_model_before_one_content_are_a_chain():
    doc = spanned(
        tree(PARK),
        ("SOURCE", 0, 1, 1), ("CUE", 1, 2, 1), ("CONTENT", 5, 10, 1),
        ("SOURCE", 0, 1, 2), ("CUE", 4, 5, 2), ("CONTENT", 5, 10, 2),
    )  # fmt: skip
    outer, inner = sorted(claims_of(claims_in(reading_of(doc))), key=lambda claim: claim.content_start)
    assert outer.content_text == "the NIS revealed that 3,000 soldiers had left"
    assert (inner.source_text, inner.parent_claim_id) == ("the NIS", outer.claim_id)


TALKS = (
    "Roe/PROPN/2/nsubj said/VERB/0/root although/SCONJ/5/mark they/PRON/5/nsubj met/VERB/11/advcl ,/PUNCT/5/punct "
    "the/DET/8/det talks/NOUN/11/nsubj would/AUX/11/aux probably/ADV/11/advmod fail/VERB/2/ccomp ,/PUNCT/14/punct "
    "which/PRON/14/nsubj saddened/VERB/11/advcl:relcl him/PRON/14/obj ./PUNCT/2/punct"
)
WHOLE = "although they met, the talks would probably fail, which saddened him"


@pytest.mark.parametrize(
    "content",
    [
        [(2, 5)],  # the model broke off before the verb
        [(2, 5), (9, 10)],  # or left it out
        [(2, 11)],  # or broke off before a subclause
    ],
)
def test_a_clause_that_the_model_broke_off_is_read_to_its_end(content):
    doc = spanned(tree(TALKS), ("SOURCE", 0, 1, 1), ("CUE", 1, 2, 1), *(("CONTENT", *part, 1) for part in content))
    (claim,) = claims_of(claims_in(reading_of(doc)))
    assert (claim.source_text, claim.content_text, len(claim.content_spans)) == ("Roe", WHOLE, 1)


BRACKET = (
    "It/PRON/3/nsubj is/AUX/3/cop fast/ADJ/0/root (/PUNCT/6/punct Acme/PROPN/6/nsubj says/VERB/3/parataxis "
    "it/PRON/8/nsubj flies/VERB/6/ccomp )/PUNCT/6/punct when/SCONJ/11/mark driven/VERB/8/advcl ./PUNCT/3/punct"
)
CLASH = (
    "Roe/PROPN/2/nsubj feared/VERB/0/root the/DET/5/det title/NOUN/5/compound clash/NOUN/2/obj ,/PUNCT/2/punct "
    "then/ADV/8/advmod left/VERB/2/conj ./PUNCT/2/punct"
)
ON_RECORD = (
    "Acme/PROPN/4/nsubj is/AUX/4/cop on/ADP/4/case record/NOUN/5/ccomp saying/VERB/0/root that/SCONJ/8/mark "
    "it/PRON/8/nsubj failed/VERB/5/ccomp ./PUNCT/5/punct"
)
BUT_THAT = (
    "Roe/PROPN/2/nsubj said/VERB/0/root they/PRON/4/nsubj met/VERB/2/ccomp but/CCONJ/8/cc that/SCONJ/8/mark "
    "talks/NOUN/8/nsubj failed/VERB/2/conj ./PUNCT/2/punct"
)
APPEARED = "The/DET/2/det sum/NOUN/3/nsubj appeared/VERB/0/root high/ADJ/3/xcomp ./PUNCT/3/punct"
DUE_TO = (
    "The/DET/2/det fall/NOUN/6/nsubj was/AUX/6/cop due/ADJ/6/case to/ADP/4/fixed rain/NOUN/9/obl ,/PUNCT/9/punct "
    "dealers/NOUN/9/nsubj said/VERB/0/root ./PUNCT/9/punct"
)
BLAMING = (
    "Firms/NOUN/2/nsubj met/VERB/0/root rises/NOUN/2/obj ,/PUNCT/5/punct blaming/VERB/2/advcl the/DET/7/det "
    "pound/NOUN/5/obj ./PUNCT/2/punct"
)
WHO_POLICE_SAID = (
    "The/DET/2/det man/NOUN/12/nsubj ,/PUNCT/6/punct who/PRON/6/nsubj police/NOUN/6/nsubj said/VERB/2/acl:relcl "
    "held/VERB/6/ccomp a/DET/9/det pass/NOUN/7/obj ,/PUNCT/2/punct was/AUX/12/aux:pass shot/VERB/0/root"
)
IN_A_POST = (
    "Roe/PROPN/2/nsubj announced/VERB/0/root the/DET/4/det split/NOUN/2/obj in/ADP/7/case a/DET/7/det "
    "post/NOUN/4/nmod ./PUNCT/2/punct"
)
IN_A_CITY = IN_A_POST.replace("post", "city")
IN_MAY = (
    "Roe/PROPN/2/nsubj plans/VERB/0/root to/PART/4/mark build/VERB/2/xcomp jets/NOUN/4/obj in/ADP/7/case "
    "May/PROPN/4/obl ./PUNCT/2/punct"
)
WHEN_CLOSED = (
    "Roe/PROPN/2/nsubj said/VERB/0/root when/ADV/5/advmod it/PRON/5/nsubj closed/VERB/2/advcl that/SCONJ/8/mark "
    "he/PRON/8/nsubj erred/VERB/5/ccomp ./PUNCT/2/punct"
)
IT_IS_TRUE = (
    "Roe/PROPN/2/nsubj said/VERB/0/root it/PRON/5/expl is/AUX/5/cop true/ADJ/2/ccomp that/SCONJ/8/mark "
    "he/PRON/8/nsubj erred/VERB/5/csubj ./PUNCT/2/punct"
)


@pytest.mark.parametrize(
    ("annotated", "source", "cue", "content", "whole"),
    [
        (BRACKET, (4, 5), (5, 6), (6, 11), "it flies"),
        (CLASH, (0, 1), (1, 2), (2, 4), "the title clash"),
        (CLASH, (0, 1), (1, 2), (2, 5), "the title clash"),
        (ON_RECORD, (0, 1), (4, 5), (1, 4), "that it failed"),
        (BUT_THAT, (0, 1), (1, 2), (2, 4), "they met but that talks failed"),
        (APPEARED, (0, 2), (2, 3), (0, 2), "The sum appeared high"),
        (DUE_TO, (7, 8), (8, 9), (0, 2), "The fall was due to rain"),
        (BLAMING, (0, 1), (4, 5), (2, 7), "the pound"),
        (WHO_POLICE_SAID, (4, 5), (5, 6), (6, 12), "held a pass"),
        (IN_A_POST, (0, 1), (1, 2), (2, 7), "the split"),
        (IN_A_CITY, (0, 1), (1, 2), (2, 7), "the split in a city"),
        (IN_MAY, (0, 1), (1, 2), (2, 5), "to build jets in May"),
        (IN_MAY.replace("plans", "reveals"), (0, 1), (1, 2), (2, 5), "to build jets"),
        (WHEN_CLOSED, (0, 1), (1, 2), (2, 8), "that he erred"),
        (IT_IS_TRUE, (0, 1), (1, 2), (2, 8), "it is true that he erred"),
    ],
)
def test_a_content_goes_as_far_as_what_is_said(annotated, source, cue, content, whole):
    doc = spanned(tree(annotated), ("SOURCE", *source, 1), ("CUE", *cue, 1), ("CONTENT", *content, 1))
    (claim,) = claims_of(claims_in(reading_of(doc)))
    assert claim.content_text == whole


@pytest.mark.parametrize(
    ("rest", "whole"),
    [
        (",/PUNCT/8/punct including/ADP/8/case fees/NOUN/5/nmod", "they added costs, including fees"),
        ("under/ADP/7/case pressure/NOUN/4/obl", "they added costs under pressure"),
        (",/PUNCT/7/punct adding/VERB/2/advcl", "they added costs"),
        ("and/CCONJ/7/cc left/VERB/4/conj", "they added costs"),
    ],
)
def test_a_clause_goes_on_with_what_belongs_to_its_last_thing_or_verb(rest, whole):
    said = "Roe/PROPN/2/nsubj said/VERB/0/root they/PRON/4/nsubj added/VERB/2/ccomp costs/NOUN/4/obj"
    doc = tree(f"{said} {rest} ./PUNCT/2/punct")
    spanned(doc, ("SOURCE", 0, 1, 1), ("CUE", 1, 2, 1), ("CONTENT", 2, 5, 1))
    (claim,) = claims_of(claims_in(reading_of(doc)))
    assert claim.content_text == whole


def test_a_clause_read_to_its_end_leaves_the_source_and_the_day_of_the_saying_out():
    # the tree makes the source a subject of what is said, and the day a part of it
    doc = tree(
        "The/DET/2/det ship/NOUN/4/nsubj has/AUX/4/aux sunk/VERB/8/ccomp ,/PUNCT/4/punct the/DET/7/det "
        "navy/NOUN/4/nsubj reported/VERB/0/root on/ADP/10/case Monday/PROPN/4/obl ./PUNCT/8/punct"
    )
    spanned(doc, ("SOURCE", 5, 7, 1), ("CUE", 7, 8, 1), ("CONTENT", 0, 2, 1))
    (claim,) = claims_of(claims_in(reading_of(doc)))
    assert (claim.source_text, claim.content_text) == ("the navy", "The ship has sunk")


@pytest.mark.parametrize(
    ("annotated", "source", "cue", "expected"),
    [
        (
            "Tests/NOUN/2/nsubj failed/VERB/0/root ,/PUNCT/8/punct said/VERB/2/parataxis Acme/PROPN/4/nsubj "
            "and/CCONJ/9/cc is/AUX/9/cop the/DET/9/det loser/NOUN/2/conj",
            (4, 9), (3, 4), ("Acme", "said"),
        ),
        (
            "Sources/NOUN/3/nsubj here/ADV/3/advmod said/VERB/0/root tests/NOUN/5/nsubj failed/VERB/3/ccomp",
            (0, 2), (2, 3), ("Sources here", "said"),
        ),
        (
            "Tests/NOUN/2/nsubj followed/VERB/0/root Acme/PROPN/5/nmod:poss 's/PART/3/case warnings/NOUN/2/obj "
            "of/ADP/8/case early/ADJ/8/amod failure/NOUN/5/nmod",
            None, (4, 6), ("Acme's", "warnings of"),
        ),
    ],
)  # fmt: skip
def test_a_source_is_who_speaks_and_no_more(annotated, source, cue, expected):
    doc = tree(annotated)
    for token in doc:
        token.tag_ = {"is": "VBZ", "'s": "POS"}.get(token.text, token.tag_)
    content = (0, 2) if source and source[0] > 2 else (len(doc) - 2, len(doc))
    spans = [("CUE", *cue, 1), ("CONTENT", *content, 1), *([("SOURCE", *source, 1)] if source else [])]
    (claim,) = claims_of(claims_in(reading_of(spanned(doc, *spans))))
    assert (claim.source_text.replace(" 's", "'s"), claim.cue_text) == expected


def test_the_source_is_the_entity_its_head_names():
    doc = tree(PARK)
    named = [mention("Park", doc.text, title_role="Representative"), mention("NIS", doc.text, label="ORG")]
    rows = list(claims_in(reading_of(doc, *named)))
    outer = min(claims_of(rows), key=lambda claim: claim.content_start)
    assert (outer.source_entity_id, outer.source_kind, outer.source_role) == ("e:Park", "person", "Representative")
    roles = {(row.mention_id, row.role) for row in rows if isinstance(row, ClaimMention)}
    assert roles == {("m:Park", "source"), ("m:NIS", "source"), ("m:NIS", "content")}


@pytest.mark.parametrize(
    ("annotated", "named", "kind"),
    [
        (
            "A/DET/2/det spokesman/NOUN/5/nsubj for/ADP/4/case Acme/PROPN/2/nmod said/VERB/0/root",
            "Acme",
            "organisation",
        ),
        (
            "Acme/PROPN/4/compound ,/PUNCT/4/punct the/DET/4/det subsidiary/NOUN/7/nsubj of/ADP/6/case "
            "Globex/PROPN/4/nmod said/VERB/0/root",
            "Acme",
            "organisation",
        ),
        ("A/DET/2/det spokesman/NOUN/3/nsubj said/VERB/0/root", None, "anonymous"),
        ("The/DET/2/det goalkeeper/NOUN/3/nsubj said/VERB/0/root", None, "person"),
        ("The/DET/2/det policy/NOUN/3/nsubj said/VERB/0/root", None, "unspecified"),
        ("The/DET/3/det credit/NOUN/3/compound agency/NOUN/4/nsubj said/VERB/0/root", None, "organisation"),
    ],
)
def test_the_kind_of_a_source_is_told_by_its_words_and_names(annotated, named, kind):
    verb = len(annotated.split())
    doc = tree(f"{annotated} it/PRON/{verb + 2}/nsubj failed/VERB/{verb}/ccomp")
    rows = [] if named is None else [mention(named, doc.text, label="ORG")]
    (claim,) = claims_of(claims_in(reading_of(doc, *rows)))
    assert (claim.source_kind, claim.source_entity_id) == (kind, named and f"e:{named}")


def test_a_content_of_another_sentence_that_is_no_quotation_is_not_the_cues():
    doc = unparsed("He said little. The bridge was closed.")
    doc = spanned(doc, ("SOURCE", 0, 1, 1), ("CUE", 1, 2, 1), ("CONTENT", 4, 8, 1))
    assert claims_of(claims_in(reading_of(doc))) == []


@pytest.mark.parametrize(("between", "source"), [(" ", "Acme"), ("\n", None)])
def test_who_stands_in_another_paragraph_is_no_source_of_words_that_are_not_quoted(between, source):
    doc = unparsed(f"Acme must pay{between}Firms are said to pay.")
    said = next(token.i for token in doc if token.text == "said")
    doc = spanned(
        doc,
        ("SOURCE", 0, 1, 1), ("CUE", said, said + 1, 1),
        ("CONTENT", said - 2, said - 1, 1), ("CONTENT", said + 1, said + 3, 1),
    )  # fmt: skip
    (claim,) = claims_of(claims_in(reading_of(doc)))
    assert claim.source_text == source


def test_a_quotation_goes_to_the_speaker_of_the_paragraph_before():
    doc = unparsed("“It was dark,” he said.\n“Then all the lights went on again.”")
    doc = spanned(doc, ("SOURCE", 6, 7, 1), ("CUE", 7, 8, 1), ("CONTENT", 0, 6, 1), ("CONTENT", 10, 19, 2))
    found = claims_of(claims_in(reading_of(doc)))
    assert [claim.source_text for claim in found] == ["he", "he"]
    assert [claim.form for claim in found] == ["direct", "direct"]
    assert found[1].cue_text is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("He said: “It was dark. Then all the lights went on again.", "direct"),  # the page lost the closing mark
        ("He said: “It was dark.” Then all the lights went on again.", "mixed"),
        ("He said: It was dark. Then all the lights went on again.", "indirect"),
    ],
)
def test_words_behind_a_mark_that_nothing_closes_are_quoted(text, form):
    doc = unparsed(text)
    begin = next(token.i for token in doc if token.text == ":") + 1
    doc = spanned(doc, ("SOURCE", 0, 1, 1), ("CUE", 1, 2, 1), ("CONTENT", begin, len(doc) - 1, 1))
    (claim,) = claims_of(claims_in(reading_of(doc)))
    assert claim.form == form


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“They lied to all of us again.” ― Roe", "Roe", "“They lied to all of us again.”"),
        ('"ROE: They lied to all of us again."', "ROE", 'They lied to all of us again."'),
    ],
)
def test_a_quotation_may_name_its_speaker_beside_it(text, source, content):
    doc = unparsed(text)
    end = next(i for i in range(len(doc), 0, -1) if doc[i - 1].text in ("”", '"'))
    (claim,) = claims_of(claims_in(reading_of(spanned(doc, ("CONTENT", 0, end, 1)))))
    assert (claim.source_text, claim.content_text) == (source, content)


FREE = [
    ("The firm released a statement:\n“We have done nothing wrong in all these years.”", "The firm"),
    ("Ms. Roe said the law was clear.\n“Nobody here has ever broken it, and nobody will.”", "Ms. Roe"),
]


@pytest.fixture(scope="module")
def nlp():
    if not (MODELS / "wirehouse_en" / "config.cfg").exists():
        pytest.skip("needs the trained pipeline in models/")
    return load_pipeline()


def read(nlp, text: str) -> list[Claim]:
    reading = Reading.of(article(text), nlp(text))
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    return reading.found(Claim)


@pytest.mark.parametrize(
    ("text", "source", "kind", "entity"),
    [
        (
            "Acme Corp said in a statement that it was late. “It rained on Monday and in May,” the statement added.",
            "the statement", "document", "org:acme",
        ),
        (
            "Quuxon News reported on Monday that it was late. The report added that it rained in May.",
            "The report", "document", "org:quuxon-news",
        ),
        (
            "Jane Roe said in a documentary that it was late. The documentary added that it rained on Monday.",
            "The documentary", "document", None,
        ),
        (
            "Banking sources said that the bridge was closed. They added that it will be open in May.",
            "They", "anonymous", None,
        ),
        (
            "Banking sources said that the bridge was closed. The owners left on Monday. They added that it rained.",
            "They", "group", None,
        ),
        (
            "The bridge was closed, according to the site Quuxon News. It was old, according to the same source.",
            "the same source", "document", "org:quuxon-news",
        ),
        (
            "Tom Smith said that the bridge was closed. “Prime Minister John Doe paid for it in May,” he said.",
            "he", "person", "person:tom-smith",
        ),
        (
            "Tom Smith said that the bridge was closed. Prime Minister John Doe came in May. “It rained,” he said.",
            "he", "person", "person:john-doe",
        ),
        (
            "The Israeli army said that it rained on Monday. The military added that two men were arrested.",
            "The military", "government", "org:army:ISR",
        ),
        (
            "Police said that it rained on Monday. The military added that two men were arrested.",
            "The military", "government", None,
        ),
        (
            "Tom Smith said that the bridge was closed. The Acme leader added that it was old.",
            "The Acme leader", "person", "person:tom-smith",
        ),
        (
            "Tom Smith said that the bridge was closed. The French leader added that it was old.",
            "The French leader", "person", None,
        ),
        (
            "One trader said he feared that the bridge was closed.",
            "he", "anonymous", None,
        ),
        (
            "Acme Corp said it closed the bridge on Monday, adding that two men were arrested.",
            "Acme Corp", "organisation", "org:acme",
        ),
        (
            "Jane Roe, the UN chief for Peru, said that the bridge was closed. The UN director added that it was old.",
            "The UN director", "person", "person:jane-roe",
        ),
        (
            "Jane Roe said that the bridge was closed. The priest added that it was old.",
            "The priest", "person", "person:jane-roe",
        ),
        (
            "Jane Roe met a priest. Roe said that the bridge was closed. The priest added that it was old.",
            "The priest", "person", None,  # the one she met
        ),
        (
            "Jane Roe said that John Doe had closed the bridge. The priest added that it was old.",
            "The priest", "person", None,  # either of them
        ),
        (
            "Jane Roe said that the bridge was closed. The witness added that it was old.",
            "The witness", "person", None,
        ),
        (
            "Jane Roe said that the bridge was closed. The Peruvian health minister added that it was old.",
            "The Peruvian health minister", "person", None,  # an office that the text does not give her
        ),
        (
            "John Doe said that the bridge was closed. The ministry said that it was new. He added that it was old.",
            "He", "person", "person:john-doe",
        ),
    ],
)  # fmt: skip
def test_who_says_more_is_told_by_who_spoke_before(nlp, text, source, kind, entity):
    last = max(read(nlp, text), key=lambda claim: claim.content_start + 1000 * (claim.cue_lemma == "add"))
    assert (last.source_text, last.source_kind, last.source_entity_id) == (source, kind, entity)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The child was identified as Eva.", None),
        ("They are only asked whether the bridge was closed.", None),
        ("Tom Smith was quoted as saying that the bridge was closed.", "Tom Smith"),
        ("“The bridge was closed on Monday by the owners,” emphasized the head of education.", "the head of education"),
        ("“The bridge was closed on Monday,” Tom Smith told the head of education.", "Tom Smith"),
    ],
)
def test_who_is_told_or_named_does_not_say_it_and_who_stands_behind_a_quotation_does(nlp, text, source):
    assert {claim.source_text for claim in read(nlp, text)} - {None} == {source} - {None}


def cases():
    with CASES.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [pytest.param(row, id=row["sentence"]) for row in rows]


def wrong_in(case: dict[str, str], claims: list[Claim]) -> list[str]:
    """What of a case is not found."""
    for claim in claims:
        text = " … ".join(
            claim.content_text[a - claim.content_start : b - claim.content_start] for a, b in claim.content_spans
        )
        if (claim.source_text or "", claim.cue_text, text) == (case["source"], case["cue"], case["content"]):
            wanted = {key: case[key] for key in ("certainty", "temporality") if case[key]}
            return [
                f"{key}: {getattr(claim, key)}, not {value}"
                for key, value in wanted.items()
                if getattr(claim, key) != value
            ]
    return ["not found among " + "; ".join(f"{c.source_text} | {c.cue_text} | {c.content_text}" for c in claims)]


@pytest.mark.parametrize("case", cases())
def test_a_sentence_is_read_as_its_case_says(nlp, case):
    wrong = wrong_in(case, read(nlp, case["sentence"]))
    if wrong and case["tier"] != "strong":
        pytest.xfail(f"{case['tier']}: {wrong[0]}")
    assert not wrong


@pytest.mark.parametrize(
    ("sentence", "source", "kind", "entity"),
    [
        (
            "The U.S. Ambassador to the United Nations Nikki Haley said that the launch was illegal.",
            "The U.S. Ambassador to the United Nations Nikki Haley", "person", "person:nikki-haley",
        ),
        (
            "A spokesman for Harvey Weinstein, Leslie Sloane, said that the article was wrong.",
            "A spokesman for Harvey Weinstein, Leslie Sloane", "person", "person:leslie-sloane",
        ),
        (
            "A former vice-president who was fired in 2014, Joice Mujuru, said that the army should go.",
            "A former vice-president who was fired in 2014, Joice Mujuru", "person", "person:joice-mujuru",
        ),
        (
            "Germany's financial watchdog, the agency Friday disclosed that it would look at the car maker.",
            "the agency", "government", None,
        ),
        (
            "Secretary of State Rex Tillerson said that the launch was illegal.",
            "Secretary of State Rex Tillerson", "person", "person:rex-tillerson",
        ),
        (
            "The state news agency KCNA said that the test went well.",
            "The state news agency KCNA", "media", "org:korean-central-news-agency:PRK",
        ),
        (
            "Former Donald Trump adviser John Bolton said that the talks had failed.",
            "Former Donald Trump adviser John Bolton", "person", "person:john-bolton",
        ),
        ("S&P Global said that the bridge was closed.", "S&P Global", "organisation", "org:s-p-global:USA"),
        ("Le Monde said that the bridge was closed.", "Le Monde", "media", "org:le-monde:FRA"),
        ("Chinese authorities said that the bridge was closed.", "Chinese authorities", "government", "country:CHN"),
        ("An aide to Donald Trump said that the talks had failed.", "An aide to Donald Trump", "anonymous", None),
        ("The Trump administration said that it was closed.", "The Trump administration", "government", "country:USA"),
        ("The Nigerian presidency said that it was closed.", "The Nigerian presidency", "government", "country:NGA"),
        ("The group, Acme Corp, said that it was late.", "The group, Acme Corp", "organisation", "org:acme"),
        (
            "An analyst at Globex, Acme Corp, said that it was late.",
            "An analyst at Globex, Acme Corp", "anonymous", None,
        ),
        (
            "The maker of the bars, US-based Acme Corp, said that it was late.",
            "The maker of the bars, US-based Acme Corp", "organisation", "org:acme",
        ),
        (
            "An expert on tax law, John Doe, said that it was late.",
            "An expert on tax law, John Doe", "person", "person:john-doe",
        ),
        (
            "One of the protesters, Jane Roe, said that it was late.",
            "One of the protesters, Jane Roe", "person", "person:jane-roe",
        ),
        ("Jane Roe and her colleagues said that it was late.", "Jane Roe and her colleagues", "group", None),
        (
            "The Hollywood actress, 36, and her husband Jack Doe said that it was late.",
            "The Hollywood actress, 36, and her husband Jack Doe", "group", None,
        ),
        (
            "The chairman and chief executive Jack Doe said that it was late.",
            "The chairman and chief executive Jack Doe", "person", "person:jack-doe",
        ),
        ("The Acme spokesman said that it was late.", "The Acme spokesman", "organisation", "org:acme"),
        ("Lone Star Corp said that it was late.", "Lone Star Corp", "organisation", "org:lone-star"),
        ("Image caption Jane Roe said that it was late.", "Jane Roe", "person", "person:jane-roe"),
        (
            "In an email sent by chairman John Doe, workers were told that it was late.",
            "chairman John Doe", "person", "person:john-doe",
        ),
        ("His father told reporters that the boy was safe.", "His father", "person", None),
        (
            "The airline's managing director last week told reporters that the firm acted lawfully.",
            "The airline's managing director", "person", None,
        ),
        ("Jane Roe, who told the coach that she felt ill, fell later.", "who", "person", "person:jane-roe"),
        ("The provincial police force said that nobody was hurt.", "The provincial police force", "government", None),
        ("Half of the drivers said that they had seen the light.", "Half of the drivers", "group", None),
        ("An earlier version said that the bridge was older.", "An earlier version", "document", None),
        ("Mr. Roe and Mr. Doe said that the bridge was older.", "Mr. Roe and Mr. Doe", "group", None),
        (
            "Mountain View based tech giant Google has announced that the bridge was closed.",
            "Mountain View based tech giant Google", "organisation", "org:google:USA",
        ),
        (
            "International Paper said that the mill was closed.",
            "International Paper", "organisation", "org:international-paper",
        ),
        ("We expect that the bridge will be closed in May.", "We", "author", None),
        ("I expect that the bridge will be closed in May.", "I", "author", None),
        ("A: I expect that the bridge will be closed in May.", "I", "person", None),
        ("A memo prepared by Acme Corp said that it was late.", "A memo prepared by Acme Corp", "document", "org:acme"),
        ("A memo seen by Acme Corp said that it was late.", "A memo seen by Acme Corp", "document", None),
        ("An Acme Corp report said that it was late.", "An Acme Corp report", "document", "org:acme"),
        ("An Acme Corp video said that it was late.", "An Acme Corp video", "document", None),
        ("One of the victims said that it was late.", "One of the victims", "anonymous", None),
        ("One of the banks said that it was late.", "One of the banks", "organisation", None),
        ("More than 45.5% said that they were tired.", "More than 45.5%", "group", None),
        ("The jury said that the bridge was older.", "The jury", "group", None),
        ("Law enforcement said that the bridge was closed.", "Law enforcement", "government", None),
        ("Her camp said that the bridge was closed.", "Her camp", "organisation", None),
        ("Police investigations found that the bridge was older.", "Police investigations", "document", None),
        (
            "The Acme Investigation Branch said that the bridge was older.",
            "The Acme Investigation Branch", "organisation", "org:acme-investigation-branch",
        ),
        ("The French daily Quuxon reported that it was late.", "The French daily Quuxon", "media", "org:quuxon"),
        ("The mastermind who claimed that he was a prince has been arrested.", "who", "person", None),
        ("Weather and seasonal changes appear to be delayed by a month.", None, "author", None),
        ("It is certain that the bridge will be closed.", None, "author", None),
        (
            "The director, producer and founder of Acme, Olivier Doe, said that it was late.",
            "The director, producer and founder of Acme, Olivier Doe", "person", "person:olivier-doe",
        ),
        (
            "Leader of the opposition in the senate Jane Roe said that it was late.",
            "Leader of the opposition in the senate Jane Roe", "person", "person:jane-roe",
        ),
        ("Aide to Jane Roe said that it was late.", "Aide to Jane Roe", "anonymous", None),
        ("Many people said that it was late.", "Many people", "group", None),
        ("A number of legislators said that it was late.", "A number of legislators", "group", None),
        ("A lot of companies said that it was late.", "A lot of companies", "organisation", None),
        ("Someone said that it was late.", "Someone", "anonymous", None),
        ("The territory's coroner said that it was late.", "The territory's coroner", "person", None),
    ],
)  # fmt: skip
def test_a_source_is_who_its_words_name(nlp, sentence, source, kind, entity):
    (claim,) = read(nlp, sentence)
    assert (claim.source_text, claim.source_kind, claim.source_entity_id) == (source, kind, entity)


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Police: two men were arrested in Leeds", "Police"),
        ("Two men were arrested in Leeds: police", "police"),
        ("North Korea received oil from Russia: report", "report"),
        ("US election 2016: Trump cries foul as FBI clears Clinton", None),
        ("Star Wars: Battlefront II drops its charges", None),
    ],
)
def test_a_headline_has_a_source_where_somebody_speaks_beside_its_colon(nlp, title, source):
    text = f"{title}\nIt rained on Monday."
    reading = Reading.of(dataclasses.replace(article(text), title=title), nlp(text))
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    assert [claim.source_text for claim in reading.found(Claim)] == ([source] if source else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "They were allowed to leave the city.",
        "The metal shaft threatens to collapse at any moment.",
        "The books “How Stars Are Born” and “How Big Stars Are” were sold.",
        "All went according to plan on Monday.",
        "The fans lined the street to show their respect for the singer.",
        "The update allows users to take better pictures.",
        "Investigators are looking for the pilot.",
        "The coach hired two assistants in May.",
        "He saw the film twice.",
        "A gunman shot 20 children. He commits suicide.",
        "The suspect, identified as a 29-year-old Tunisian, was shot in the leg.",
        "The Fed left its rate unchanged at 5 percent, as expected.",
        "Asked about the cuts, the mayor left.",
        "The party ruled that out.",
        "The Cubs had seen a lead of six runs vanish in the eighth inning.",
        "Companies have to account for the tax changes in the period.",
        "The shelves were full of images of the leader.",
        "The violence fuelled criticism of the decision of the chancellor.",
        "Brother Guy is co-author of “Turn Left at Orion,” and speaks at the club on Monday.",
        "New picture: we have been showing you the view of the meteor.",
        "The king really does like a challenge.",
        "The president called an emergency meeting of the council.",
        "Roe published photos that were part of a report.",
        "Considering that the vote is close, it will rain.",
        "The town hands out a leaflet called “In case of a war and its end”.",
        "She was last seen as a guest on a show.",
        "The council had rejected applications by some publishers.",
        "The port denied access to four ships.",
        "Complaints are handled according to the guidelines of the fair.",
        "Panama Papers: lawyers flee the city\n\nThe lawyers of the firm left on Monday night, and nobody followed.",
    ],
)
def test_what_nobody_says_is_no_claim(nlp, sentence):
    assert read(nlp, sentence) == []


def assert_sound(text: str, claims: list[Claim]) -> None:
    """What must be true of every claim of every text."""
    ids = {claim.claim_id for claim in claims}
    assert len(ids) == len(claims)
    for claim in claims:
        assert text[claim.content_start : claim.content_end] == claim.content_text
        assert claim.content_spans[0][0] == claim.content_start
        assert claim.content_spans[-1][1] == claim.content_end
        end = -1
        for start, after in claim.content_spans:
            assert end < start < after <= len(text)
            end = after
        for start, after in claim.quoted_spans:
            assert claim.content_start <= start < after <= claim.content_end
        if claim.source_text is not None:
            assert text[claim.source_start : claim.source_end] == claim.source_text
        if claim.cue_text is not None:
            assert text[claim.cue_start : claim.cue_end] == claim.cue_text
        assert claim.parent_claim_id is None or claim.parent_claim_id in ids - {claim.claim_id}


WORDS = st.sampled_from(
    ["He", "said", "that", "according", "to", "the", "NIS", "“", "”", '"', "''", "‘", "’", ",", ".", ":", "\n",
     "reportedly", "told", "it", "appears", "not", "has", "confirmed", "5,000", "troops", "“No", "left.”", "😀", "who"]
)  # fmt: skip


@given(words=st.lists(WORDS, max_size=40), data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_text_and_no_span_breaks_a_row(words, data):
    doc = unparsed(" ".join(words))
    if len(doc):
        at = st.integers(0, len(doc) - 1)
        label = st.sampled_from(["SOURCE", "CUE", "CONTENT"])
        drawn = data.draw(st.lists(st.tuples(label, at, at, st.integers(1, 3)), max_size=8))
        spanned(doc, *[(name, min(a, b), max(a, b) + 1, i) for name, a, b, i in drawn])
    assert_sound(doc.text, claims_of(claims_in(reading_of(doc))))


@given(text=st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text):
    doc = unparsed(text)
    assert_sound(text, claims_of(claims_in(reading_of(doc))))


@pytest.mark.parametrize(("text", "source"), FREE)
def test_a_paragraph_of_quotation_has_the_speaker_before_it(nlp, text, source):
    last = max(read(nlp, text), key=lambda claim: claim.content_start)
    assert (last.source_text, last.form) == (source, "direct")


@pytest.mark.parametrize(
    ("sentence", "lemma", "polarity"),
    [
        ("Jane Roe is still wary of the plan to close the bridge.", "wary", "positive"),
        ("Jane Roe made an appeal to the citizens that they stay at home.", "appeal", "positive"),
        ("Jane Roe gave no details of the plan to close the bridge.", "detail", "negative"),
    ],
)
def test_a_cue_is_the_word_that_says_it(nlp, sentence, lemma, polarity):
    claim = read(nlp, sentence)[0]
    assert (claim.cue_lemma, claim.cue_polarity) == (lemma, polarity)


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Regarding the ban by the court, Jane Roe asserted that she has not received any paper.", "Jane Roe"),
        ("Regarding the ban by the court, the lawsuit asks for a judge to stop it.", None),
    ],
)
def test_a_quotation_right_behind_a_saying_is_of_who_says_that(nlp, before, source):
    said = "“Other public officials have had their visas withdrawn without any word, how many are detained?”"
    direct = [claim for claim in read(nlp, f"{before} {said}") if claim.form == "direct"]
    assert [claim.source_text for claim in direct] == [source]


def test_nobody_is_his_own_cousin(nlp):
    reading = reading_of(
        nlp("Tributes were paid to the fisherman. His cousin Tom Smith said on Monday: “It hurts us.”")
    )
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    his = {(m.text, m.entity_id) for m in reading.found(Mention) if m.kind in ("pronoun", "name")}
    assert his == {("His", None), ("Tom Smith", "person:tom-smith")}


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("He insisted Tuesday North Korea was still a danger.", "North Korea was still a danger"),
        ("He said first quarter earnings rose to 43 million dollars.", None),
    ],
)
def test_the_day_of_the_saying_is_no_part_of_what_is_said(nlp, sentence, content):
    (claim,) = read(nlp, sentence)
    assert claim.content_text == (content or sentence.removeprefix("He said ").rstrip("."))


def test_who_seems_to_have_done_it_is_part_of_what_the_author_says(nlp):
    (claim,) = read(nlp, "The thieves seem to have left the country on Monday.")
    assert claim.source_kind == "author"
    assert claim.content_text.startswith("The thieves")


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("Park, 46,", None),
        ("Park, 30, from Seoul, a baker,", "baker"),
        ("Acme's Park", None),
        ("resident Park", "resident"),
        ("72-year-old fisherman Park", "fisherman"),
        ("Park, head of a union,", "head of a union"),
        ("Park, an analyst at Acme, a bank,", "analyst at Acme"),
        ("Park, a clerk who saw it,", "clerk"),
    ],
)
def test_a_role_is_neither_an_age_nor_a_place_nor_an_owner(source, role):
    words = source.replace(",", " ,").replace("'s", " 's").split()
    at = words.index("Park") + 1
    deps = [f"{w}/{'PUNCT' if w == ',' else 'PROPN'}/{at}/{'punct' if w == ',' else 'appos'}" for w in words]
    deps[at - 1] = f"Park/PROPN/{len(words) + 1}/nsubj"
    doc = tree(" ".join([*deps, f"said/VERB/0/root it/PRON/{len(words) + 3}/nsubj rained/VERB/{len(words) + 1}/ccomp"]))
    end = len(words) - (words[-1] == ",")
    spans = [("SOURCE", 0, end, 1), ("CUE", len(words), len(words) + 1, 1), ("CONTENT", len(doc) - 2, len(doc), 1)]
    (claim,) = claims_of(claims_in(reading_of(spanned(doc, *spans), mention("Park", doc.text))))
    assert claim.source_role == role


def test_an_adjective_before_a_name_is_no_role(nlp):
    (claim,) = read(nlp, 'A tearful Ariana Grande deemed the result "scary" on Monday.')
    assert claim.source_role is None


@pytest.mark.parametrize(
    ("text", "kinds", "entity"),
    [
        ("A Treasury official said that Reagan would come. He added that it was late.", ["anonymous"] * 2, None),
        ("Treasury officials said that Reagan would come. He added that it was late.", ["anonymous", "person"], "p"),
        (
            "A Treasury official said that it was cold. Reagan left. He added that it was late.",
            ["anonymous", "person"],
            "p",
        ),
        ("A Treasury official, Ronald Reagan, said it was cold. He added that it was late.", ["person"] * 2, "p"),
    ],
)
def test_he_is_the_nameless_one_who_has_just_spoken(nlp, text, kinds, entity):
    claims = read(nlp, text)
    assert [claim.source_kind for claim in claims] == kinds
    assert (claims[-1].source_entity_id or "")[:1] == (entity or "")


def test_a_word_read_as_a_person_may_be_short_for_a_firm():
    doc = tree(
        "Gleason/PROPN/2/nsubj said/VERB/0/root it/PRON/4/nsubj grew/VERB/2/ccomp near/ADP/7/case "
        "Gleason/PROPN/7/compound Corp/PROPN/4/obl"
    )
    short, firm = mention("Gleason", doc.text), mention("Gleason Corp", doc.text, label="ORG")
    (claim,) = claims_of(claims_in(reading_of(doc, short, firm)))
    assert (claim.source_entity_id, claim.source_kind) == ("e:Gleason Corp", "organisation")
    named = mention("Roe Gleason", "Roe Gleason")
    (claim,) = claims_of(claims_in(reading_of(doc, short, firm, named)))
    assert (claim.source_entity_id, claim.source_kind) == ("e:Gleason", "person")


@pytest.mark.parametrize(
    ("text", "cue", "entity"),
    [
        (
            '"We have not changed our view," said Jim Comey, who in July called her work "careless" but not criminal.',
            "called", "person:jim-comey",
        ),
        (
            "The money came from Color of Change, a civil rights organization that has called the law racist.",
            "has called", "org:color-of-change",
        ),
        (
            "The forces conducted military exercises on the peninsula, angering Pyongyang which sees them as a threat.",
            "sees", "country:PRK",
        ),
        ("A clerk of James Comey's office, who called the law racist and unfair, has left.", "called", None),
    ],
)  # fmt: skip
def test_a_relative_pronoun_is_who_is_named_before_it(nlp, text, cue, entity):
    (claim,) = [claim for claim in read(nlp, text) if claim.cue_text == cue]
    assert claim.source_entity_id == entity


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("Jane Roe, the chairman, CEO and president of Acme,", "chairman, CEO and president of Acme"),
        ("Jane Roe, a professor at the University of Leeds,", "professor at the University of Leeds"),
        ("The team physician, Dr Jane Roe,", "team physician"),
        ("Another world leader, Prime Minister Jane Roe,", "Prime Minister"),
        ("The minister of labour, health and trade, Jane Roe,", "minister of labour, health and trade"),
        ("Minister of Trade, Industry and Energy Jane Roe", "Minister of Trade, Industry and Energy"),
        ("Jane Roe (Acme), an engineer at the ministry,", "engineer at the ministry"),
        ("Leader of the opposition in the senate Jane Roe", "Leader of the opposition in the senate"),
    ],
)
def test_a_role_is_all_that_the_apposition_says_of_the_person(nlp, source, role):
    (claim,) = read(nlp, f"{source} said that sales fell in May.")
    assert claim.source_role == role


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Jane Roe, 46, founded Acme. The 46-year-old South African said that the car was cheap.", "person:jane-roe"),
        (
            "Jane Roe met Tom Doe on Monday. She did not tell Ada Smith. The economist said that prices would fall.",
            "person:jane-roe",
        ),
        (
            "“Prices will fall,” said Jane Roe of the bank.\nThe bank is small.\n“They will,” the economist said.",
            "person:jane-roe",
        ),
        ("Jane Roe met a banker. The banker said that prices would fall.", None),
        ("An economist spoke after Jane Roe and Tom Doe. The economist said that prices would fall.", None),
        ("It is said of the Roe administration. The economist said that prices would fall.", None),
        ("“Jane Roe is ill and will not come,” it read. The economist said that prices would fall.", None),
        ("Jane Roe won again. The Ferrari driver said that the car was cheap.", "person:jane-roe"),
        ("Jane Roe took a taxi. The driver said that the car was cheap.", None),
        ("Jane Roe won again. The former governor said that it was late.", "person:jane-roe"),
        ("The Lima mayor said that it was late. Mayor Jane Roe left.", "person:jane-roe"),
        ("The former mayor said that it was late. Mayor Jane Roe left.", None),
        ("The press secretary said that it was late. Secretary of State Jane Roe left.", None),
        ("Jane Roe won again. It rained. It was late. The Acme frontman said that it was over.", "person:jane-roe"),
        ("Peruvian Prime Minister Jane Roe left. It rained. The Peruvian leader said it was late.", "person:jane-roe"),
        ("Peruvian Prime Minister Jane Roe left. It rained. The Chilean leader said it was late.", None),
        ("Prime Minister Jane Roe left. It rained. It snowed. The premier said it was late.", "person:jane-roe"),
        ("Minister Jane Roe said that prices fell. The official said that more would come.", "person:jane-roe"),
        (
            "A senior official said that it was late. Minister Jane Roe said that prices fell. "
            "The official said that more would come.",
            None,
        ),
    ],
)
def test_a_description_is_the_person_who_has_just_been_named(nlp, text, entity):
    claim = read(nlp, text)[-1]
    assert claim.source_entity_id == entity


@pytest.mark.parametrize(
    ("text", "kind", "entity"),
    [
        ("“It is late,” a spokesman for Acme Corp said. “We wait,” he said.", "organisation", "org:acme"),
        (
            "A spokesman for Acme Corp said that it was late. Tom Smith left. He said that it was dark.",
            "person",
            "person:tom-smith",
        ),
        (
            "A spokesman for Acme Corp said that it was late. Prices fell. The spokesman said more would come.",
            "organisation",
            "org:acme",
        ),
        ("Jane Roe said that Ada Smith was late. “Ada Smith waits,” she said.", "person", "person:jane-roe"),
        (
            "Jane Roe said that trade was good. According to data from Acme, it grew fast.\n“It is late,” she said.",
            "person",
            "person:jane-roe",
        ),
        ("Acme Corp cut its prices. Sales fell, a company spokesman said.", "organisation", "org:acme"),
        ("Acme Corp and Globex Corp cut prices. Sales fell, a company spokesman said.", "organisation", None),
        (
            "Acme Corp knows the Lima Workers Union, which said that it struck. The company said that it was sorry.",
            "organisation",
            "org:acme",
        ),
        ("Broadcom raised its offer on Monday. It pledged that it would pay.", "organisation", "org:broadcom:USA"),
        ("Broadcom mailed a leaflet on Monday. It details how the firm would pay.", "unspecified", None),
        (
            "Jane Roe said that it was late. Ada Smith called Zoe Smith. “It is dark,” she said.",
            "person",
            "person:ada-smith",
        ),
    ],
)
def test_he_and_the_spokesman_are_who_spoke_last(nlp, text, kind, entity):
    claim = read(nlp, text)[-1]
    assert (claim.source_kind, claim.source_entity_id) == (kind, entity)


def test_what_is_reported_of_a_saying_holds_it_whole(nlp):
    text = "“It is late,” Jane Roe told reporters, according to Reuters. “It is dark,” she said on Monday."
    roe, reuters = (next(c for c in read(nlp, text) if c.source_text == name) for name in ("Jane Roe", "Reuters"))
    assert (roe.parent_claim_id, reuters.parent_claim_id) == (reuters.claim_id, None)


@pytest.mark.parametrize(
    ("second", "entity"),
    [
        ("The non-profit group said that talks had failed.", "org:quux-foundation"),
        ("The union said that talks had failed.", None),
    ],
)
def test_a_body_that_speaks_again_may_be_called_otherwise(nlp, second, entity):
    claims = read(nlp, f"Prices are high. The Quux Foundation said that the bridge was closed. {second}")
    assert [claim.source_entity_id for claim in claims] == ["org:quux-foundation", entity]


def test_a_paper_that_reports_again_is_the_paper_and_not_the_firm(nlp):
    text = "Politico reported that sales fell. Acme Corp said that it was so. The magazine said that prices fell too."
    assert read(nlp, text)[-1].source_entity_id == "org:politico:USA"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Roe", "he", ["Roe", "Roe", "Roe", "he"]),
        (None, "he", [None, "he", "he", "he"]),
        ("A spokesman", "Jane Doe", ["A spokesman", "Jane Doe", "Jane Doe", "Jane Doe"]),
    ],
)
def test_a_quotation_over_several_paragraphs_has_one_speaker(first, last, expected):
    text = f"{first or 'It'} said so.\n“We saw nothing at all.\n“It was dark.\n“It was late,” {last} said."
    reading = reading_of(unparsed(text), *([mention(last, text)] if last != "he" else []))
    at = text.index(last, text.index("late"))
    starts = [i for i, mark in enumerate(text) if mark == "“"]
    bare = [Attribution(None, None, ((start, text.index("\n", start)),), "quotation", 0.5) for start in starts[:2]]
    said = text.index("said")
    found = [
        Attribution((0, said - 1) if first else None, (said, said + 4), ((said + 5, said + 7),), "clause", 0.9),
        *bare,
        Attribution((at, at + len(last)), (text.rindex("said"), len(text) - 1), ((starts[2], at - 1),), "quote", 0.9),
    ]
    told = with_whole_quotations(Page.of(reading), found)
    assert [None if one.source is None else text[slice(*one.source)] for one in told] == expected


def test_who_says_i_in_his_words_is_who_speaks(nlp):
    text = "Jane Roe met him. “He fell, and I said that it was late,” Roe said on Monday."
    assert {claim.source_entity_id for claim in read(nlp, text)} == {"person:jane-roe"}


@pytest.mark.parametrize(
    ("text", "is_conditional"),
    [
        ("“It will hold if it is fed,” Roe said.", True),
        ("“The dam is old. If it rains, it will fail,” Roe said.", False),
    ],
)
def test_a_condition_is_one_of_the_first_thing_said(nlp, text, is_conditional):
    (claim,) = read(nlp, text)
    assert claim.is_conditional is is_conditional


@pytest.mark.parametrize(
    ("sentence", "cue", "time"),
    [
        ("The ministry denied the report on Monday, adding that prices fell.", "adding", "Monday"),
        ("On Saturday, the ministry denied the report and vowed that it would pay.", "vowed", "Saturday"),
        ("During today's debate, Jane Roe said that prices fell.", "said", "today"),
        ("Speaking on Monday, Jane Roe said that prices fell.", "said", "Monday"),
        ("On Saturday, the ministry denied the report and later vowed that it would pay.", "vowed", None),
        ('"We lost," said Jane Roe, who in July called the plan mad.', "said", None),
        ("Jane Roe, who left in July, said that prices fell.", "said", None),
        ("Jane Roe hailed the plan, but on Monday he blasted it as a failure.", "hailed", None),
        ("Jane Roe said that prices fell, confirming that the talks will begin on Monday.", "said", None),
        ("As Japan votes in Sunday's election, Jane Roe said that prices fell.", "said", None),
        ("Jane Roe asked for mercy in a letter posted on Tuesday, saying that prices fell.", "saying", "Tuesday"),
        ("Jane Roe announced the plan in October 2025.", "announced", "October 2025"),
        ("Jane Roe forecast a fall in October 2025.", "forecast", None),
        ("Jane Roe revealed that she was ill in a video in October 2025.", "revealed", "October 2025"),
        ("The firm opened a plant on Monday - and said that prices fell.", "said", None),
        ("Prices fell, according to a report by Acme on Wednesday.", "according to", "Wednesday"),
        ("Prices fell, according to the budget for the fiscal year 2022.", "according to", None),
        ("Prices fell, according to a statement issued on Monday by the ministry.", "according to", "Monday"),
        ("Prices fell, according to a firm founded in 1998 by Jane Roe.", "according to", None),
    ],
)
def test_the_time_of_a_saying_is_that_of_its_own_clause(nlp, sentence, cue, time):
    reading = Reading.of(article(sentence), nlp(sentence))
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    words = {one.time_id: one.text for one in reading.found(Time)}
    (claim,) = [claim for claim in reading.found(Claim) if claim.cue_text in (cue, f"later {cue}")]
    assert words.get(claim.said_time_id) == time


@pytest.mark.parametrize(
    ("sentence", "addressee"),
    [
        ("The ministry urged workers to go about their business.", "workers"),
        ("Officials were told that prices would fall in May.", "Officials"),
        ("In a speech to the union, Jane Roe said that prices would fall.", "the union"),
        ("Speaking to reporters after the vote, Jane Roe said that prices would fall.", "reporters"),
        ("In an interview with the BBC, Jane Roe attacked the plan, saying that prices would fall.", "the BBC"),
        ("Jane Roe called on Peru to cut prices.", "Peru"),
        ("Jane Roe called on the other ministries to cut prices.", "the other ministries"),
        ("Jane Roe asked the tax office for compensation.", "the tax office"),
        ("Jane Roe asked permission to cut prices.", None),
        ("Jane Roe told the local newspaper Quuxon News that prices would fall.", "the local newspaper Quuxon News"),
        ("Jane Roe told reporters Peru would cut prices.", "reporters"),
        ("The firm sent a letter to workers saying that prices would fall.", "workers"),
        ("The report indicates to us that prices would fall.", "us"),
        ("The firm sent workers to Peru, saying that prices would fall.", None),
        ("Jane Roe replied to a question that prices would fall.", None),
        ("The firm promises more power to drive the car.", None),
    ],
)
def test_the_addressee_is_who_hears_it(nlp, sentence, addressee):
    assert read(nlp, sentence)[-1].addressee == addressee


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Rising interest rates kindled fears of inflation and unrest.", None),
        ("The Taliban freed two hostages on Monday, raising hopes of a thaw in relations between the two.", None),
        ("The move has raised concerns about the surveillance of the internet.", None),
        ("Jane Roe has raised concerns about the surveillance of the internet.", "Jane Roe"),
        ("Officials were told that prices would fall in May.", None),
        ("Jane Roe is convinced that prices will fall in May.", "Jane Roe"),
    ],
)
def test_who_makes_others_hope_or_only_hears_it_is_no_source(nlp, sentence, source):
    assert [claim.source_text for claim in read(nlp, sentence)] == [source]


def claims_by_cue(nlp, text: str) -> dict[str | None, Claim]:
    return {claim.cue_text: claim for claim in read(nlp, text)}


@pytest.mark.parametrize(
    ("sentence", "cue", "form"),
    [
        ("Roe called the plan a 'Ponzi scheme' in May.", "called", "mixed"),
        ("The coach's wife said he was ‘perfectly fine’ now.", "said", "mixed"),
        ("“They told us that the plant was shut,” Roe said.", "said", "direct"),
        ("“They told us that the plant was shut,” Roe said.", "told", "indirect"),
    ],
)
def test_only_marks_of_its_own_make_a_claim_quoted(nlp, sentence, cue, form):
    assert claims_by_cue(nlp, sentence)[cue].form == form


@pytest.mark.parametrize(
    ("sentence", "cue", "cue_class"),
    [
        ("A police report described how the crowd had fled.", "described", "report"),
        ("Roe described the vote as a farce.", "described", "evaluate"),
        ("The group has called to close the plant.", "has called", "demand"),
        ("China vowed that it had kept the rules.", "vowed", "say"),
        ("China vowed that it would keep the rules.", "vowed", "promise"),
        ("Looking ahead, the firm sees sales growth of 1.8 percent, down from 2.3 percent.", "sees", "predict"),
        ("“We have lost the war,” the general concluded.", "concluded", "say"),
        ("The study concluded that the drug works.", "concluded", "show"),
        ("Investors are growing increasingly fearful that the bubble will burst.", None, "believe"),
        ("It transpired that the plant had been shut.", "It transpired", "reveal"),
    ],
)
def test_what_a_verb_reports_may_say_how_it_is_meant(nlp, sentence, cue, cue_class):
    found = read(nlp, sentence)
    assert cue_class in [claim.cue_class for claim in found if cue in (None, claim.cue_text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The attack exposed the names of all customers.",
        "The visit highlights the political tightrope.",
        "The patient, Jane Roe, required a breathing tube.",
        "The firm sought to raise prices in May.",
        "The council will meet on Friday to discuss the issue.",
        "The second full moon of a month is known as a “blue moon”.",
        "The currency is not recognised by any central bank.",
        "The court sentenced him to three years for “insulting” the king.",
        "The storm has claimed 20 lives.",
        "Jane Roe welcomed a baby boy on Monday.",
        "Acme is offering customers a free service.",
        "The menu consists of three dishes.",
        "The senate has approved a bill on farm loans.",
        "Roe will determine how the money is used.",
        "If the union says that it is ready, the plant will open.",
        "The funds are held according to the terms of the agreement.",
        "The town is known for its old bridge.",
        "Relatives viewed the bodies on Monday.",
    ],
)
def test_what_is_done_or_named_is_no_claim(nlp, sentence):
    assert read(nlp, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The report highlights that the plant was unsafe.", "highlights"),
        ("The law requires that firms report their losses.", "requires"),
        ("Roe said the council would meet to discuss the issue.", "said"),
        ("Roe welcomed the decision.", "welcomed"),
        ("Roe offered condolences to the families of the dead.", "offered"),
        ("Roe offered to resign.", "offered"),
        ("Roe referred to the leak as a disgrace.", "referred to"),
        ("The inquiry determined that the brake had failed.", "determined"),
        ("Reuters could not determine how the money was used.", "could not determine"),
    ],
)
def test_with_a_clause_or_a_speaker_it_is_one(nlp, sentence, cue):
    assert cue in claims_by_cue(nlp, sentence)


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Describing his work, Jane Roe said that it was slow.", ["said"]),
        ("Jane Roe spoke of the train, describing it as a wreck.", ["describing"]),
        ("Jane Roe praised the plan saying it was bold and cheap.", ["praised", "saying"]),
        ("Jane Roe said police are questioning a man who allegedly shot a woman in Lima.", ["allegedly", "said"]),
        ("Jane Roe said police found an allegedly stolen car.", ["said"]),
        ("It feels as if the songs have become rarer.", ["feels"]),
        ("Jane Roe feels like a queen.", []),
    ],
)
def test_each_saying_of_a_sentence_has_its_cue(nlp, sentence, cues):
    assert sorted(claim.cue_text.removeprefix("It ") for claim in read(nlp, sentence)) == cues


@pytest.mark.parametrize(
    ("said", "contents"),
    [
        # what is quoted below a sentence without marks is said besides
        ("He said it broke.\n“It fell on us.”", {"it broke": "said", "“It fell on us.”": None}),
        ("He said “it broke.”\n“It fell on us.”", {"“it broke.” … “It fell on us.”": "said"}),
        ("“It fell on us.”\nHe said it broke.", {"it broke": "said", "“It fell on us.”": None}),
    ],
)
def test_a_quotation_of_another_paragraph_is_a_claim_of_its_own(said, contents):
    reading = reading_of(unparsed(said))
    spans = [(said.index(part), said.index(part) + len(part)) for key in contents for part in key.split(" … ")]
    he, cue = said.index("He"), said.index("said")
    told = Attribution((he, he + 2), (cue, cue + 4), tuple(sorted(spans)), "trained", 0.9)
    found = with_whole_quotations(Page.of(reading), [told])
    read_as = {" … ".join(said[a:b] for a, b in one.contents): one.cue and said[slice(*one.cue)] for one in found}
    assert read_as == contents


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Acme Airlines to cut its flights to Lima in May - minister", "minister"),
        ("Acme Airlines to cut its flights to Lima in May - Acme News", None),
    ],
)
def test_a_headline_may_be_signed_by_who_says_so(nlp, title, source):
    text = f"{title}\nThe plan was widely expected, and no more was known on Monday night in the town of Lima."
    reading = Reading.of(dataclasses.replace(article(text), title=title), nlp(text))
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    signed = [claim.source_text for claim in reading.found(Claim) if claim.cue_text == "-"]
    assert signed == ([] if source is None else [source])


def test_a_tweet_was_said_on_the_day_it_is_signed_with(nlp):
    text = "The test went well and we will open it next week. — Jane Roe (@jroe) December 2, 2017"
    reading = Reading.of(article(text), nlp(text))
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    (claim,) = [claim for claim in reading.found(Claim) if claim.rule == "tweet"]
    assert {one.time_id: one.text for one in reading.found(Time)}[claim.said_time_id] == "December 2, 2017"


def test_a_headline_above_a_signature_is_no_tweet(nlp):
    title = "Roe attacks the courts once again today"
    text = f"{title}\n— Jane Roe (@jroe) April 3, 2018"
    reading = Reading.of(dataclasses.replace(article(text), title=title), nlp(text))
    for extractor in EXTRACTORS:
        list(reading.keep(extractor(reading)))
    assert [claim.form for claim in reading.found(Claim) if claim.rule == "tweet"] == []


def test_a_text_may_end_anywhere(nlp):
    """Sentences of all cases without their last mark, with spaces before the marks, or cut off in the middle."""
    cases = [
        row.get("sentence") or row["text"]
        for path in sorted(CASES.parent.glob("*.csv"))
        for row in csv.DictReader(path.open(encoding="utf8", newline=""))
        if row.get("sentence") or row.get("text")
    ]
    whole = [text.rstrip('.?!”"') for text in cases]
    spaced = [text.replace(",", " ,") for text in whole if "," in text]
    cut = [" ".join(words[: len(words) * (2 + i % 3) // 6]) for i, words in enumerate(text.split() for text in whole)]
    crafted = ["Some 65% admitted", "He lives in Quuxville in", "Roe said the deal is subject", "Roe said many, if not"]
    texts = sorted({*whole, *spaced, *filter(None, cut), *crafted})
    rows = rows_of([an_article(str(i), text) for i, text in enumerate(texts)], nlp)
    assert [row.says for row in rows if isinstance(row, Issue) and row.reason == "crashed"] == []


@pytest.mark.parametrize("before", ["", "It rained. "])
def test_the_first_word_of_a_text_may_be_who_it_is_said_of(nlp, before):
    claim = read(nlp, f"{before}Hackers are feared to have stolen the names of all customers.")[-1]
    assert claim.content_text.startswith("Hackers")
