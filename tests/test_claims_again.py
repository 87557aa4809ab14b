"""Who speaks again, over sources made by hand."""

import pytest

from tests.claims_by_hand import mention, reading_of, unparsed
from transforms.claims.again import with_speakers_again
from transforms.claims.attribution import Attribution
from transforms.claims.cues import UNKNOWN, cues
from transforms.claims.page import Page
from transforms.claims.sources import Source

ACME = Source("organisation", before="org:acme")
GLOBEX = Source("organisation", before="org:globex")
ROE = Source("person", before="person:roe")
PAPER = Source("document")


def who(text: str, first: Source, again: Source, cue: str | None = "say", words: str = "It") -> Source:
    """The second source of a text in which `Acme` and then `words` say something."""
    page = Page.of(reading_of(unparsed(text)))
    at = [text.index("Acme"), text.index(words, text.index("Acme") + 1)]
    spans = [(at[0], at[0] + 4), (at[1], at[1] + len(words))]
    found = [Attribution(span, None, ((span[1] + 1, span[1] + 5),), "clause", 1.0) for span in spans]
    known = UNKNOWN if cue is None else cues()[cue]
    return with_speakers_again(page, found, [cues()["say"], known], [first, again])[1]


@pytest.mark.parametrize(
    ("first", "cue", "kind", "entity"),
    [
        (ACME, "say", "organisation", "org:acme"),
        (PAPER, "say", "document", None),
        (ROE, "say", "unspecified", None),  # "it" is no person
        (ACME, "show", "unspecified", None),
        (ACME, None, "unspecified", None),
    ],
)
def test_it_is_the_body_that_spoke_last(first, cue, kind, entity):
    told = who("Acme said so today. It said more.", first, Source("unspecified"), cue)
    assert (told.kind, told.entity_id) == (kind, entity)


def test_what_a_quotation_says_is_not_who_spoke_last():
    told = who("Acme said so today: “It said more.”", ACME, Source("unspecified"))
    assert told.entity_id is None


@pytest.mark.parametrize(
    ("text", "again", "entity"),
    [
        ("Acme said so today. The company said more.", Source("organisation"), "org:acme"),
        ("Acme said so today. The company said more.", GLOBEX, "org:acme"),  # who was only spoken of
        ("Acme said so today. " + "It rained on. " * 40 + "The company said more.", GLOBEX, "org:globex"),
        ("Acme said so today. " + "It rained on. " * 60 + "The company said more.", Source("organisation"), None),
    ],
)
def test_the_company_is_the_one_that_spoke_last_unless_another_is_likelier(text, again, entity):
    assert who(text, ACME, again, words="The company").entity_id == entity


@pytest.mark.parametrize(
    ("again", "kind", "entity"),
    [
        (Source("organisation", before="org:globex"), "organisation", "org:acme"),  # Acme only spoke of Globex
        (Source("unspecified"), "organisation", "org:acme"),
    ],
)
def test_it_is_who_spoke_and_not_who_was_spoken_of(again, kind, entity):
    told = who("Acme said so of Globex. It said more.", ACME, again)
    assert (told.kind, told.entity_id) == (kind, entity)


def test_it_inside_what_a_body_says_is_that_body():
    page = Page.of(reading_of(unparsed("Acme said that it feared nothing.")))
    found = [
        Attribution((0, 4), (5, 9), ((10, 32),), "clause", 1.0),
        Attribution((15, 17), None, ((25, 32),), "c", 1.0),
    ]
    for source, entity in ((ACME, "org:acme"), (ROE, None)):
        told = with_speakers_again(page, found, [cues()["say"], cues()["fear"]], [source, Source("unspecified")])
        assert told[1].entity_id == entity


@pytest.mark.parametrize(("words", "entity"), [("The publication", "org:acme"), ("The website", None)])
def test_the_publication_is_who_spoke_last_and_then_a_paper_everywhere(words, entity):
    text = f"Acme said so today. {words} said more."
    page = Page.of(reading_of(unparsed(text)))
    named = mention("Acme", text, label="ORG")
    spans = [(0, 4), (20, 20 + len(words))]
    found = [Attribution(span, None, ((span[1] + 1, span[1] + 5),), "clause", 1.0) for span in spans]
    told = with_speakers_again(page, found, [cues()["say"]] * 2, [Source("organisation", None, named), Source("media")])
    assert told[1].entity_id == (entity and named.entity_id)
    assert told[0].kind == ("media" if entity else "organisation")
