"""The `articles` table."""

from dataclasses import dataclass

from transforms.rows.columns import Count, Day, Flag, Hashes, Moment, Row, Text, Texts, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Row):
    """One row per article, in its newest version."""

    TABLE = "articles"

    article_id: Text = column("Identifies the article through all its versions.", key=True)
    version: Count = column("1 for the article as first seen, one more for each change of its text.")
    external_id: Text = column("What the source calls it: file stem, JSON id, feed guid, WARC record id.")
    source_name: Text = column("The source it came in through, as the sources file or the command line names it.")
    url: Text | None = optional("Where it was fetched or is said to stand; null when nobody says.")
    canonical_url: Text | None = optional(
        "The url without tracking and variants, by which copies are known; null without a url."
    )
    publisher: Text | None = optional("Who published it; null when neither the source nor the page says.")
    title: Text | None = optional("Its headline; null when none is told apart from the body.")
    byline: Text | None = optional("Who wrote it, as printed; null when not printed.")
    agency: Text | None = optional("The wire service credited; null when none is.")
    dateline: Text | None = optional("The place it is filed from, as printed; null when not printed.")
    section: Text | None = optional("The section it stands in; null when the source does not say.")
    language: Text = column("ISO 639-1 code of the language it is written in; und when undetermined.")
    published_at: Moment | None = optional(
        "When it was published; null when nothing says so, never the day it was fetched."
    )
    published_at_basis: Text | None = optional(
        "What published_at rests on: metadata, feed, html, url, text, manifest; null with it."
    )
    published_on: Day | None = optional("The day of published_at as the source's own clock has it; null with it.")
    fetched_at: Moment = column("When its bytes were read.")
    text: Text = column("The exact string that all offsets point into: one paragraph a line.")
    text_sha256: Text = column("SHA-256 of the text in UTF-8.")
    raw_sha256: Text | None = optional(
        "SHA-256 of the bytes it was read from, kept in the lake under this name; null when not kept."
    )
    word_count: Count = column("Words of the text, split at white space.")
    sentence_count: Count | None = optional("Sentences found; null when the article was not read (see issues).")
    story_id: Text = column("Shared by articles that are copies of each other; marts count stories.")
    duplicate_kind: Text | None = optional(
        "exact or near when an earlier article of the story has the same text; null for the first."
    )
    # Two articles are near copies when they share a band and at least 0.7 of the 64 values of their signatures are
    # equal, place by place; `list_where`/`list_zip` over both lists counts them in SQL. Bands find the pairs cheaply,
    # signatures verify them.
    bands: Texts = column(
        "Band hashes of its MinHash signature, title left out: near copies share one; empty for very short texts."
    )
    signature: Hashes = column(
        "MinHash signature, 64 values of 32 bits: the share of equal values estimates how many word triples two texts share; empty with bands."
    )
    is_extracted: Flag = column(
        "Whether extractors read it; false where the language is not English or reading failed."
    )
