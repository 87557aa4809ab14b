"""How sure a source is, over trees made by hand: the whole text is the content."""

import pytest

from tests.claims_by_hand import reading_of, tree
from transforms.claims.certainty import LEVELS, hedges, sureness_of
from transforms.claims.cues import UNKNOWN, cue_nouns, cues
from transforms.claims.page import Page

HELD = "The/DET/2/det truce/NOUN/3/nsubj held/VERB/0/root"
MAY_HOLD = "The/DET/2/det truce/NOUN/4/nsubj may/AUX/4/aux hold/VERB/0/root"
WILL_HOLD = "The/DET/2/det truce/NOUN/4/nsubj will/AUX/4/aux hold/VERB/0/root"
NOT_HELD = "The/DET/2/det truce/NOUN/5/nsubj has/AUX/5/aux not/PART/5/advmod held/VERB/0/root"
PROBABLY = "It/PRON/3/nsubj probably/ADV/3/advmod held/VERB/0/root"
NOBODY = "No/DET/2/det troops/NOUN/4/nsubj have/AUX/4/aux left/VERB/0/root"
WHETHER = "whether/SCONJ/3/mark it/PRON/3/nsubj held/VERB/0/root"
IF = "It/PRON/3/nsubj will/AUX/3/aux hold/VERB/0/root if/SCONJ/6/mark they/PRON/6/nsubj agree/VERB/3/advcl"
I_THINK = "I/PRON/2/nsubj think/VERB/0/root it/PRON/4/nsubj held/VERB/2/ccomp"
EXPECTED = "It/PRON/3/nsubj:pass is/AUX/3/aux:pass expected/VERB/0/root to/PART/5/mark hold/VERB/3/xcomp"
MUST_HOLD = "It/PRON/3/nsubj must/AUX/3/aux hold/VERB/0/root"
MUST_HAVE_HELD = "It/PRON/4/nsubj must/AUX/4/aux have/AUX/4/aux held/VERB/0/root"
WOULD_HOLD = "It/PRON/3/nsubj would/AUX/3/aux hold/VERB/0/root"
I_DO_NOT_THINK = "I/PRON/4/nsubj do/AUX/4/aux not/PART/4/advmod think/VERB/0/root it/PRON/6/nsubj held/VERB/4/ccomp"
HE_EXPECTED = "He/PRON/2/nsubj expected/VERB/0/root crowds/NOUN/2/obj"
NOT_ONLY = "It/PRON/4/nsubj not/PART/4/advmod only/ADV/4/advmod held/VERB/0/root"
ALMOST_CERTAINLY = "It/PRON/4/nsubj almost/ADV/3/advmod certainly/ADV/4/advmod held/VERB/0/root"
IN_TALKS = (  # the parser hung the clause on the noun before it
    "that/SCONJ/7/mark in/ADP/3/case talks/NOUN/0/root it/PRON/7/nsubj had/AUX/7/aux not/PART/7/advmod"
    " held/VERB/3/acl:relcl"
)
SEE_IF = "They/PRON/3/nsubj will/AUX/3/aux see/VERB/0/root if/SCONJ/6/mark it/PRON/6/nsubj held/VERB/3/advcl"
SHOULD_IT_FAIL = "It/PRON/3/nsubj will/AUX/3/aux hold/VERB/0/root should/AUX/6/aux they/PRON/6/nsubj fail/VERB/3/advcl"
NO_LONGER = "It/PRON/4/nsubj no/ADV/3/advmod longer/ADV/4/advmod held/VERB/0/root"
IN_NO_WAY = "It/PRON/6/nsubj in/ADP/4/case no/DET/4/det way/NOUN/6/obl will/AUX/6/aux hold/VERB/0/root"
BECAUSE = (  # the parser hung the clause on its reason
    "Because/SCONJ/3/mark it/PRON/3/nsubj rained/VERB/0/root they/PRON/6/nsubj not/PART/6/advmod came/VERB/3/ccomp"
)
NOT_CLEAR_AT_ALL = "It/PRON/4/nsubj is/AUX/4/cop not/PART/4/advmod clear/ADJ/0/root"
UNCLEAR_IF = "It/PRON/3/expl is/AUX/3/cop unclear/ADJ/0/root if/SCONJ/6/mark it/PRON/6/nsubj held/VERB/3/csubj"
LIKE_IF = "It/PRON/2/nsubj held/VERB/0/root like/ADP/6/mark if/SCONJ/6/mark they/PRON/6/nsubj pushed/VERB/2/advcl"
EVEN_IF = "It/PRON/2/nsubj held/VERB/0/root even/ADV/6/advmod if/SCONJ/6/mark they/PRON/6/nsubj pushed/VERB/2/advcl"
IF_YOU_LOOK = "It/PRON/2/nsubj holds/VERB/0/root if/SCONJ/5/mark you/PRON/5/nsubj look/VERB/2/advcl"
FIND_OUT_IF = (
    "They/PRON/2/nsubj find/VERB/0/root out/ADP/2/compound:prt if/SCONJ/6/mark it/PRON/6/nsubj held/VERB/2/advcl"
)
IF_AND_IF = (
    "They/PRON/3/nsubj will/AUX/3/aux see/VERB/0/root if/SCONJ/6/mark it/PRON/6/nsubj held/VERB/3/advcl"
    " and/CCONJ/10/cc if/SCONJ/10/mark they/PRON/10/nsubj left/VERB/6/conj"
)
IF_POSSIBLE = "It/PRON/3/nsubj will/AUX/3/aux hold/VERB/0/root if/SCONJ/5/mark possible/ADJ/3/advcl"
A_LAW_IF = (
    "They/PRON/2/nsubj praised/VERB/0/root a/DET/4/det law/NOUN/2/obj that/PRON/6/nsubj bans/VERB/4/acl:relcl"
    " it/PRON/6/obj if/SCONJ/10/mark it/PRON/10/nsubj fails/VERB/6/advcl"
)
MUST_BE_HELD = "It/PRON/4/nsubj:pass must/AUX/4/aux be/AUX/4/aux:pass held/VERB/0/root"
CUT_SHOULD_HELP = "The/DET/2/det cut/NOUN/4/nsubj should/AUX/4/aux help/VERB/0/root"
HE_SHOULD_HELP = "He/PRON/3/nsubj should/AUX/3/aux help/VERB/0/root"
SHOULD_BE_ABLE = "They/PRON/4/nsubj should/AUX/4/aux be/AUX/4/cop able/ADJ/0/root"
RAISED_CHANCE = "They/PRON/2/nsubj raise/VERB/0/root the/DET/4/det possibility/NOUN/2/obj"
FIRM_INDICATED = "He/PRON/2/nsubj indicated/VERB/0/root that/SCONJ/5/mark it/PRON/5/nsubj held/VERB/2/ccomp"
FILM_INDICATED = (
    "The/DET/2/det film/NOUN/3/nsubj indicated/VERB/0/root that/SCONJ/6/mark it/PRON/6/nsubj held/VERB/3/ccomp"
)
IN_STORE = "Falls/NOUN/5/nsubj could/AUX/5/aux be/AUX/5/cop in/ADP/5/case store/NOUN/0/root"
A_CHANCE_IT_WILL = (
    "There/PRON/2/expl is/VERB/0/root a/DET/4/det chance/NOUN/2/nsubj it/PRON/7/nsubj will/AUX/7/aux fail/VERB/4/acl"
)
SHOULD_NORTH_ATTACK = (  # the parser took the verb for a noun
    "It/PRON/3/nsubj will/AUX/3/aux end/VERB/0/root peace/NOUN/3/obj should/AUX/8/aux the/DET/8/det "
    "army/NOUN/8/compound attack/NOUN/3/obl"
)
WHAT_SHOULD_WE_DO = "What/PRON/4/obj should/AUX/4/aux we/PRON/4/nsubj do/VERB/0/root"
ACME_TO_CLOSE = "Acme/PROPN/0/root to/PART/3/mark close/VERB/1/acl mines/NOUN/3/obj"
TO_HOLD = "to/PART/2/mark hold/VERB/0/root"
TO_HAVE_HELD = "to/PART/3/mark have/AUX/3/aux held/VERB/0/root"


def sureness(annotated: str, cue: str | None, *, negated: bool = False):
    page = Page.of(reading_of(tree(annotated)))
    known = UNKNOWN if cue is None else cues()[cue]
    return sureness_of(page, ((0, len(page.text)),), known, cue_is_negated=negated)


@pytest.mark.parametrize(
    ("annotated", "cue", "certainty"),
    [
        (HELD, "say", "CT+"),
        (NOT_HELD, "say", "CT-"),
        (NOBODY, "say", "CT-"),
        (MAY_HOLD, "say", "PS+"),
        (PROBABLY, "say", "PR+"),
        (EXPECTED, "say", "PR+"),
        (WHETHER, "say", "Uu"),
        (I_THINK, "say", "PR+"),
        (HELD, "deny", "CT-"),
        (NOT_HELD, "deny", "CT+"),
        (HELD, "believe", "PR+"),
        (NOT_HELD, "believe", "PR-"),
        (MAY_HOLD, "believe", "PS+"),
        (HELD, "doubt", "PR-"),
        (HELD, "hope", "Uu"),
        (HELD, "ask", "Uu"),
        (MUST_HOLD, "say", "Uu"),
        (MUST_HAVE_HELD, "say", "PR+"),
        (I_DO_NOT_THINK, "say", "PR-"),
        (HE_EXPECTED, "say", "PR+"),
        (NOT_ONLY, "say", "CT+"),
        (IN_TALKS, "say", "CT-"),
        (NO_LONGER, "say", "CT-"),
        (IN_NO_WAY, "say", "CT-"),
        (BECAUSE, "say", "CT-"),
        (ALMOST_CERTAINLY, "say", "PR+"),
        (TO_HOLD, "refuse", "CT-"),
        (TO_HOLD, "promise", "CT+"),
        (NOT_CLEAR_AT_ALL, "say", "CT-"),
        (MUST_BE_HELD, "say", "Uu"),
        (CUT_SHOULD_HELP, "say", "PR+"),
        (HE_SHOULD_HELP, "say", "Uu"),
        (SHOULD_BE_ABLE, "say", "PR+"),
        (RAISED_CHANCE, "say", "PS+"),
        (FIRM_INDICATED, "say", "CT+"),
        (FILM_INDICATED, "say", "PR+"),
    ],
)
def test_the_weaker_of_cue_and_content_says_how_sure(annotated, cue, certainty):
    assert sureness(annotated, cue).certainty == certainty


@pytest.mark.parametrize(
    ("cue", "certainty"), [("confirm", "Uu"), ("say", "Uu"), ("deny", "Uu"), ("think", "PR-"), ("believe", "PR-")]
)
def test_a_saying_that_does_not_take_place_leaves_it_open_unless_it_is_a_belief(cue, certainty):
    assert sureness(HELD, cue, negated=True).certainty == certainty


@pytest.mark.parametrize(
    ("annotated", "when"),
    [
        (HELD, "past"),
        (NOT_HELD, "past"),
        (WILL_HOLD, "future"),
        (WOULD_HOLD, "future"),
        (MAY_HOLD, "future"),
        (EXPECTED, "future"),
        (HE_EXPECTED, "future"),
        (TO_HAVE_HELD, "past"),
        (IN_STORE, "future"),
        (A_CHANCE_IT_WILL, "future"),
        (ACME_TO_CLOSE, "future"),
    ],
)
def test_the_main_predicate_says_when(annotated, when):
    assert sureness(annotated, "say").temporality == when


THE_THEFT = "the/DET/2/det theft/NOUN/0/root"
HIS_RETIREMENT = "his/PRON/2/nmod:poss retirement/NOUN/0/root"
THE_POLICY = "the/DET/2/det policy/NOUN/0/root"
THE_TRIP_HE_TOOK = "the/DET/2/det trip/NOUN/0/root he/PRON/4/nsubj took/VERB/2/acl:relcl"
FALLS_TO_COME = "falls/NOUN/0/root to/PART/3/mark come/VERB/1/acl"


@pytest.mark.parametrize(
    ("annotated", "cue", "when"),
    [
        (THE_THEFT, "blame", "past"),
        (THE_THEFT, "confirm", "past"),
        (THE_POLICY, "confirm", "present"),
        (THE_POLICY, "describe", "present"),
        (THE_POLICY, "hope", "future"),
        (THE_POLICY, "announce", "present"),
        (HIS_RETIREMENT, "announce", "future"),
        (HIS_RETIREMENT, "confirm", "present"),
        (THE_POLICY, "threaten", "future"),
        (THE_POLICY, "forecast", "future"),
        (THE_TRIP_HE_TOOK, "discuss", "past"),
        (THE_TRIP_HE_TOOK, "describe", "present"),
        (FALLS_TO_COME, "indicate", "future"),
    ],
)
def test_of_a_thing_the_cue_or_its_clause_says_when(annotated, cue, when):
    assert sureness(annotated, cue).temporality == when


@pytest.mark.parametrize(
    ("annotated", "conditional"),
    [
        (IF, True),
        (WHETHER, False),
        (HELD, False),
        (SEE_IF, False),
        (SHOULD_IT_FAIL, True),
        (UNCLEAR_IF, False),
        (LIKE_IF, False),
        (EVEN_IF, False),
        (IF_YOU_LOOK, False),
        (FIND_OUT_IF, False),
        (IF_AND_IF, False),
        (IF_POSSIBLE, False),
        (A_LAW_IF, False),
        (SHOULD_NORTH_ATTACK, True),
        (WHAT_SHOULD_WE_DO, False),
    ],
)
def test_a_condition_is_a_clause_with_if(annotated, conditional):
    assert sureness(annotated, "say").is_conditional is conditional


def test_hedges_are_the_words_that_weaken_it():
    assert sureness(MAY_HOLD, "say").hedges == ("may",)


@pytest.mark.parametrize("cue", [*cues().values(), *cue_nouns().values()], ids=lambda cue: cue.lemma)
def test_a_cue_has_a_known_class_certainty_and_frames(cue):
    classes = "say report confirm deny reveal warn estimate promise demand ask believe evaluate predict show".split()
    assert cue.cue_class in classes
    assert cue.certainty in LEVELS
    assert cue.polarity in ("positive", "negative")
    assert cue.frames <= {"clause", "quote", "to", "object", "of", "as", "name", "at"}


@pytest.mark.parametrize("hedge", hedges().values())
def test_a_hedge_has_a_level(hedge):
    assert hedge.level in LEVELS
