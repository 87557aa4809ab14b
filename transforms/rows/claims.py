"""The `claims`, `claim_figures` and `claim_mentions` tables."""

from dataclasses import dataclass

from transforms.rows.columns import Flag, Offset, Row, Score, Spans, Text, Texts, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """One row per thing somebody is reported to have said, thought or shown."""

    TABLE = "claims"

    claim_id: Text = column("Identifies the claim.", key=True)
    article_id: Text = column("The article that reports it.", references="articles")
    sentence_id: Text = column("The sentence its content begins in.", references="sentences")
    parent_claim_id: Text | None = optional(
        "The claim inside which it is reported (Park said that the NIS revealed ...); null when reported directly.",
        references="claims",
    )
    form: Text = column("direct, indirect or mixed.", words="direct indirect mixed")
    source_text: Text | None = optional("Who says it, as written; null when nobody is named.")
    source_start: Offset | None = optional("Offset of the source's first character; null with source_text.")
    source_end: Offset | None = optional("Offset just past the source's last character; null with source_text.")
    source_entity_id: Text | None = optional(
        "The entity that says it, pronouns resolved; null when it could not be told.", references="entities"
    )
    source_kind: Text = column(
        "person, government, organisation, media, document, group, anonymous, unspecified or author.",
        words="person government organisation media document group anonymous unspecified author",
    )
    source_role: Text | None = optional(
        "Title or role of the source (U.S. Defense Secretary); null when none is given."
    )
    cue_text: Text | None = optional("The words that report it, as written; null when a quotation stands without.")
    cue_start: Offset | None = optional("Offset of the cue's first character; null with cue_text.")
    cue_end: Offset | None = optional("Offset just past the cue's last character; null with cue_text.")
    cue_lemma: Text | None = optional("The cue's lemma, as in seeds/cues.csv; null with cue_text.")
    cue_class: Text = column(
        "say, report, confirm, deny, reveal, warn, estimate, promise, demand, ask, believe, evaluate, predict or show.",
        words="say report confirm deny reveal warn estimate promise demand ask believe evaluate predict show",
    )
    cue_polarity: Text = column(
        "positive, or negative where the saying itself is negated (has not confirmed).", words="positive negative"
    )
    content_text: Text = column("What is claimed: the text from the first to the last of its words.")
    content_start: Offset = column("Offset of the content's first character in the article's text.")
    content_end: Offset = column("Offset just past its last character.")
    content_spans: Spans = column("The pieces the content consists of, in order.")
    quoted_spans: Spans = column("The parts of it in quotation marks, without the marks; empty when none are.")
    certainty: Text = column(
        "How sure this source is, on FactBank's scale: CT+ CT- PR+ PR- PS+ PS- Uu.", words="CT+ CT- PR+ PR- PS+ PS- Uu"
    )
    hedges: Texts = column("The words that weaken it, lower case, in order; empty when there are none.")
    temporality: Text = column(
        "past, present or future: when what is claimed takes place.", words="past present future"
    )
    is_conditional: Flag = column("Whether its main statement holds only under a condition.")
    polarity: Text = column("positive, or negative where what is claimed is denied.", words="positive negative")
    said_time_id: Text | None = optional("When it was said; null when the text does not say.", references="times")
    addressee: Text | None = optional("Whom it was said to, as written; null when the text does not say.")
    zone: Text = column("title, byline, subhead, body or caption.", words="title byline subhead body caption")
    confidence: Score = column(
        "The chance that the row is right in every column, by what readers found in rows like it, from 0 to 1."
    )
    rule: Text = column("The rule that read it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFigure(Row):
    """One row per figure inside a claim's content."""

    TABLE = "claim_figures"

    claim_id: Text = column("The claim.", key=True, references="claims")
    figure_id: Text = column("The figure.", key=True, references="figures")
    article_id: Text = column("The article of both.", references="articles")
    is_innermost: Flag = column("Whether no nested claim also holds the figure: whose figure it is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMention(Row):
    """One row per mention that plays a part in a claim."""

    TABLE = "claim_mentions"

    claim_id: Text = column("The claim.", key=True, references="claims")
    mention_id: Text = column("The mention.", key=True, references="mentions")
    article_id: Text = column("The article of both.", references="articles")
    role: Text = column("source, content or addressee.", key=True)
