"""A few articles made by hand for the report: a disagreement, a nested claim, a plan, text that means harm."""

from datetime import UTC, date, datetime

from tests.rowmaking import Corpus
from transforms.rows import ClaimMention

TROOPS = """Troops cross the river
The defence ministry said on Monday that 10,000 soldiers will go north by May.
Lawmaker Ann Park said the intelligence agency revealed that 3,000 soldiers are already there.
President Omar Vale disclosed that 12,000 soldiers are already there."""
HARM = """<script>window.harmed = 1</script>
Mayor <img src=x onerror="window.harmed = 2"> said "that' & 40 <b>people</b> left."""


def news() -> Corpus:
    corpus = Corpus()
    troops = corpus.article(
        TROOPS,
        title="Troops cross the river",
        publisher="Example News",
        url="https://example.org/troops?a=1&b=2",
        published_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
        published_on=date(2026, 3, 2),
    )
    series = "people.military|country:NOR|place:north"
    counted = {"counted_text": "soldiers", "counted_class": "people.military", "role": "stock"}
    plan = corpus.figure(
        troops,
        "10,000",
        value=10000,
        modality="planned",
        temporality="future",
        series_key=f"{series}|planned",
        **counted,
    )
    low = corpus.figure(troops, "3,000", value=3000, series_key=f"{series}|actual", **counted)
    high = corpus.figure(troops, "12,000", value=12000, series_key=f"{series}|actual", **counted)
    for words, entity, label in (
        ("Ann Park", "person:ann-park", "PERSON"),
        ("Omar Vale", "person:omar-vale", "PERSON"),
        ("intelligence agency", "org:agency", "ORG"),
        ("defence ministry", "org:ministry", "ORG"),
    ):
        corpus.mention(troops, words, entity, label=label, entity_name=words)
    corpus.claim(
        troops,
        source="The defence ministry",
        cue="said on Monday",
        content="that 10,000 soldiers will go north by May",
        figures=[plan],
        source_entity_id="org:ministry",
        temporality="future",
    )
    through = corpus.claim(
        troops,
        source="Lawmaker Ann Park",
        cue="said",
        content="the intelligence agency revealed that 3,000 soldiers are already there",
        source_entity_id="person:ann-park",
        source_kind="person",
    )
    inner = corpus.claim(
        troops,
        source="the intelligence agency",
        cue="revealed",
        content="that 3,000 soldiers are already there",
        figures=[low],
        source_entity_id="org:agency",
        parent_claim_id=through.claim_id,
    )
    corpus.claim(
        troops,
        source="President Omar Vale",
        cue="disclosed",
        content="that 12,000 soldiers are already there",
        figures=[high],
        source_entity_id="person:omar-vale",
        source_kind="person",
        certainty="PR+",
        hedges=("probably",),
    )
    spoken_of = corpus.mention(troops, "soldiers", "org:army", entity_name="the army")
    corpus.add(
        ClaimMention,
        claim_id=inner.claim_id,
        mention_id=spoken_of.mention_id,
        article_id=troops.article_id,
        role="content",
    )
    _toll(corpus)
    harm = corpus.article(
        HARM,
        title="<script>window.harmed = 3</script>",
        publisher='"><img src=x onerror=window.harmed=4>',
        url="javascript:window.harmed=5",
    )
    corpus.mention(harm, "Mayor", "person:<b>mayor</b>", label="PERSON", entity_name="<b>Mayor</b>")
    corpus.claim(
        harm,
        source='Mayor <img src=x onerror="window.harmed = 2">',
        cue="said",
        content="\"that' & 40 <b>people</b> left",
        figures=[corpus.figure(harm, "40 <b>people</b>", value=40, counted_text="<i>people</i>")],
        source_entity_id="person:<b>mayor</b>",
    )
    return corpus


def _toll(corpus: Corpus) -> None:
    """One series over five days: a range, an open end, an estimate, and a number that is a thousand times another."""
    for on, words, given in (
        (1, "at least 40", {"value_low": 40, "bound": "at_least"}),
        (2, "60 to 80", {"value_low": 60, "value_high": 80, "bound": "range"}),
        (4, "about 90", {"value": 90, "is_approx": True}),
        (5, "95", {"value": 95}),
        (5, "95,000", {"value": 95000}),
    ):
        article = corpus.article(
            f"Rescuers said {words} people were found.",
            title=f"Flood, day {on}",
            published_at=datetime(2026, 3, on, 9, tzinfo=UTC),
            published_on=date(2026, 3, on),
        )
        found = corpus.figure(
            article,
            words,
            counted_text="people",
            counted_class="people.rescued",
            series_key="people.rescued|-|place:vale|actual",
            **given,
        )
        corpus.claim(article, source="Rescuers", cue="said", content=f"{words} people were found", figures=[found])


def many(count: int) -> Corpus:
    """So many articles, each with a series of its own in which two sources disagree."""
    corpus = Corpus()
    for number in range(count):
        article = corpus.article(f"Alpha said {number + 1},000 houses stand.\nBeta said {number + 2},500 houses stand.")
        for words, value, source in (("000", number + 1, "Alpha"), ("500", number + 2.5, "Beta")):
            figure = corpus.figure(
                article,
                f"{int(value)},{words}",
                value=value,
                counted_text="houses",
                counted_class="buildings",
                series_key=f"buildings|country:{number}|place:x|actual",
            )
            corpus.claim(
                article,
                source=source,
                cue="said",
                content=f"{int(value)},{words} houses stand",
                figures=[figure],
                source_entity_id=f"org:{source.lower()}",
            )
            corpus.mention(article, source, f"org:{source.lower()}", entity_name=source)
    return corpus
