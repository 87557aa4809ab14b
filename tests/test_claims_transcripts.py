"""Transcripts: every paragraph is what its speaker says."""

from tests.claims_by_hand import claims_of, reading_of, unparsed
from transforms.claims import claims_in

TRANSCRIPT = """JANE ROE, HOST: The votes are counted now and we have a guest.
ROE: What can you tell us about the vote?
JOHN DOE, BYLINE: Good morning, Jane.
DOE: Well, the town has lost. It is over now.
(SOUNDBITE OF MUSIC)
DOE: (Speaking German). It was always so...
ROE: And what will happen in the other towns?"""


def turns(text: str) -> list[tuple[str | None, str, str]]:
    claims = claims_of(claims_in(reading_of(unparsed(text))))
    return [(claim.source_text, claim.content_text, claim.form) for claim in claims]


def test_every_turn_of_a_transcript_is_a_claim():
    assert turns(TRANSCRIPT) == [
        ("JANE ROE", "The votes are counted now and we have a guest.", "direct"),
        ("ROE", "What can you tell us about the vote?", "direct"),
        ("DOE", "Well, the town has lost. It is over now.", "direct"),
        ("ROE", "And what will happen in the other towns?", "direct"),
    ]


def test_headings_with_colons_are_no_transcript():
    assert (
        turns("ROCKET: It flies to Mars and back again.\nCAR: It is red.\nPRICE: It costs a lot.\nRIVALS: None.") == []
    )
    assert turns("ROE: The town has lost the vote.\nDOE: It has not lost it.") == []
