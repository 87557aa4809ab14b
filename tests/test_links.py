# ruff: noqa: E501  (a claim stays on its line)
"""The links of the seed article's facts, made by hand as DESIGN section 4 has them."""

import pytest

from tests.rowmaking import Corpus
from warehouse.query import answer

Links = dict[str, set[tuple[str, str, str]]]

TEXT = """\
South Korea's National Intelligence Service (NIS) reported that North Korea is preparing to send 10,000 soldiers to Russia by December.
Park Sun-won said the NIS revealed that 3,000 North Korean soldiers have already been transported to Russia.
President Volodymyr Zelensky disclosed that North Korea had already dispatched a total of 12,000 soldiers in two brigades to bolster Russian forces.
Lloyd Austin confirmed evidence of North Korean soldiers in Russia.
The U.S. government has not officially confirmed South Korea's intelligence reports."""


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Links:
    """Links of the seed's facts by table, each with names that tests can read."""
    corpus = Corpus()
    seed = corpus.article(TEXT)
    for words, entity, country in [
        ("National Intelligence Service", "NIS National Intelligence Service", "KOR"),
        ("Park Sun-won", "Park", "KOR"),
        ("Volodymyr Zelensky", "Zelensky", "UKR"),
        ("Lloyd Austin", "Austin", "USA"),
        ("U.S. government", "US government", "USA"),
    ]:
        corpus.mention(seed, words, entity=entity, country_code=country)
    last = TEXT.rindex("South Korea")
    corpus.mention(seed, "South Korea", entity="KOR", country_code="KOR", start_char=last, end_char=last + 11)
    series = {"kind": "count", "counted_class": "people.military", "unit": None}
    planned = corpus.figure(
        seed, "10,000 soldiers", value=10000, modality="planned", temporality="future", series_key="planned", **series
    )
    three = corpus.figure(seed, "3,000 North Korean soldiers", value=3000, role="flow", series_key="actual", **series)
    twelve = corpus.figure(
        seed, "a total of 12,000 soldiers", value=12000, group_text="in two brigades", series_key="actual", **series
    )
    corpus.figure(seed, "two brigades", value=2, role="part", kind="count")
    nis = {"source_entity_id": "NIS National Intelligence Service", "source_kind": "organisation"}
    will = corpus.claim(seed, content="that North Korea is preparing to send 10,000 soldiers to Russia by December",
                        cue="reported", cue_class="report", figures=[planned], temporality="future", claim_id="NIS 10,000", **nis)  # fmt: skip
    park = corpus.claim(seed, content="the NIS revealed that 3,000 North Korean soldiers have already been transported to Russia",
                        cue="said", source_entity_id="Park", source_kind="person", claim_id="Park")  # fmt: skip
    corpus.claim(seed, content="that 3,000 North Korean soldiers have already been transported to Russia", cue="revealed",
                 cue_class="reveal", figures=[three], parent_claim_id=park.claim_id, claim_id="NIS 3,000", **nis)  # fmt: skip
    corpus.claim(seed, content="that North Korea had already dispatched a total of 12,000 soldiers in two brigades to bolster Russian forces",
                 cue="disclosed", cue_class="reveal", figures=[twelve], source_entity_id="Zelensky", source_kind="person", claim_id="Zelensky")  # fmt: skip
    corpus.claim(seed, content="evidence of North Korean soldiers in Russia", cue="confirmed", cue_class="confirm",
                 source_entity_id="Austin", source_kind="person", claim_id="Austin")  # fmt: skip
    corpus.claim(seed, content="South Korea's intelligence reports", cue="has not officially confirmed", cue_class="confirm",
                 cue_polarity="negative", source_entity_id="US government", source_kind="government", claim_id="US")  # fmt: skip
    assert will.claim_id == "NIS 10,000"
    database = corpus.build(tmp_path_factory.mktemp("links")).database
    claims = answer(database, "select claim_id, relation, other_claim_id from main.claim_links")
    figures = answer(
        database,
        "select one.text, relation, other.text as other_text from main.figure_links "
        "join main.figures one using (figure_id) join main.figures other on other.figure_id = other_figure_id",
    )
    return {
        name: {tuple(row.values()) for row in table.to_pylist()}
        for name, table in (("claims", claims), ("figures", figures))
    }


def test_three_thousand_conflicts_with_twelve_thousand_and_the_plan_with_neither(links: Links) -> None:
    conflicts = {frozenset((one, other)) for one, relation, other in links["figures"] if relation == "conflicts"}
    assert conflicts == {frozenset(("3,000 North Korean soldiers", "a total of 12,000 soldiers"))}


def test_two_brigades_are_part_of_the_total(links: Links) -> None:
    assert ("two brigades", "part_of", "a total of 12,000 soldiers") in links["figures"]


def test_what_the_us_has_not_confirmed_are_the_two_nis_claims(links: Links) -> None:
    assert {other for one, relation, other in links["claims"] if relation == "not_confirmed"} == {
        "NIS 10,000",
        "NIS 3,000",
    }


def test_austin_confirms_a_part_of_what_the_nis_revealed(links: Links) -> None:
    assert {link for link in links["claims"] if link[0] == "Austin"} == {("Austin", "partly_confirms", "NIS 3,000")}


def test_claims_whose_figures_conflict_contradict_each_other(links: Links) -> None:
    contradicting = {frozenset((one, other)) for one, relation, other in links["claims"] if relation == "contradicts"}
    assert contradicting == {frozenset(("NIS 3,000", "Zelensky"))}
