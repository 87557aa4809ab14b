"""Tweets that an article shows as text, with who signs them."""

import pytest

from tests.claims_by_hand import claims_of, reading_of, unparsed
from transforms.claims import claims_in

LONG = "The bars have been a part of this country for a hundred years, as everybody knows, and "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "It is ruined with that massive gap. — Jane Roe (@jroe) November 8, 2016",
            [("Jane Roe", "It is ruined with that massive gap")],
        ),
        (
            "It is all over now! https://t.co/aB1 pic.twitter.com/Cd2\n— Jane Roe (@jroe) May 8, 2018\nMore news.",
            [("Jane Roe", "It is all over now!")],
        ),
        (
            "It is all over. -- Jane Roe (@jroe) May 8, 2018 What a long day - done. -- Al (@al) May 9, 2018",
            [("Jane Roe", "It is all over"), ("Al", "What a long day - done")],
        ),
        # the article's own words stand before it
        (LONG + LONG + "It is over. — Jane Roe (@jroe) May 8, 2016", []),
        # no date: a name and where to find her
        ("It was written and filmed by Jane Roe (@jroe) in May.", []),
        ("It was written and filmed - Jane Roe (@jroe) did both.", []),
        ("Wow, so. — Jane Roe (@jroe) May 8, 2016", []),
    ],
)
def test_a_tweet_is_told_by_who_signs_it(text, told):
    claims = claims_of(claims_in(reading_of(unparsed(text))))
    assert [(claim.source_text, claim.content_text) for claim in claims] == told
    assert all((claim.form, claim.cue_text) == ("direct", None) for claim in claims)


def test_a_tweet_in_marks_is_one_claim():
    text = "“It is ruined with that massive gap.” — Jane Roe (@jroe) November 8, 2016"
    (claim,) = claims_of(claims_in(reading_of(unparsed(text))))
    assert (claim.source_text, claim.form) == ("Jane Roe", "direct")
