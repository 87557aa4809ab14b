"""The `figures` table."""

from dataclasses import dataclass

from transforms.rows.columns import Flag, Number, Offset, Row, Score, Text, Texts, column, optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Row):
    """One row per quantity that an article states."""

    TABLE = "figures"

    figure_id: Text = column("Identifies the figure.", key=True)
    article_id: Text = column("The article that states it.", references="articles")
    sentence_id: Text = column("The sentence it stands in.", references="sentences")
    start_char: Offset = column("Offset of its first character in the article's text.")
    end_char: Offset = column("Offset just past its last character.")
    text: Text = column("Number, magnitude, unit and approximator as written.")
    kind: Text = column(
        "count, money, percent, measure, rate, ratio, age, duration or ordinal.",
        words="count money percent measure rate ratio age duration ordinal",
    )
    value: Number | None = optional("The number stated; null for ranges and vague words: never a midpoint.")
    value_low: Number | None = optional("Lower end; null when open.")
    value_high: Number | None = optional("Upper end; null when open.")
    bound: Text = column(
        "exact, range, more_than, at_least, less_than or at_most.",
        words="exact range more_than at_least less_than at_most",
    )
    is_approx: Flag = column("Whether the text says it is approximate (about, some, nearly).")
    is_vague: Flag = column("Whether the number is a vague word (dozens): an interval without a value.")
    approximator: Text | None = optional("The words that bound or blur it, lower case; null when there are none.")
    unit: Text | None = optional(
        "Unit, as a singular English name (kilometre, percentage, year of age, dollar); null for bare counts."
    )
    currency: Text | None = optional(
        "ISO 4217 code; null when it is not money, or money of which nothing says whose (francs)."
    )
    per_unit: Text | None = optional("What it is counted per (barrel, day), as a singular name; null when absolute.")
    dimension: Text | None = optional("length, mass, time, currency, share, ...; null for bare counts.")
    value_si: Number | None = optional(
        "The value in unit_si (19 cents are 0.19 USD); null when the unit has no factor or the value is null."
    )
    unit_si: Text | None = optional(
        "SI unit (metre, kilogram, second), ratio for shares, ISO code for money; null with value_si."
    )
    counted_text: Text | None = optional(
        "The noun phrase of what is counted, as written; null when the text does not say."
    )
    counted_head: Text | None = optional("Lemma of its head noun; null with counted_text.")
    counted_modifiers: Texts | None = optional("Lemmas of its modifiers, in order; null with counted_text.")
    counted_class: Text | None = optional(
        "Class from seeds/counted_classes.csv (people.military); null when the head is in none."
    )
    counted_entity_id: Text | None = optional(
        "Entity that qualifies what is counted (North Korean); null when none does.", references="entities"
    )
    concept: Text | None = optional("The words that say what the figure is about; null when the sentence has none.")
    group_text: Text | None = optional("The containers counted with it (in two brigades); null when there are none.")
    role: Text = column(
        "total, stock, flow, part, difference, target, change_from or change_to.",
        words="total stock flow part difference target change_from change_to",
    )
    change_dir: Text | None = optional(
        "up or down, as its verb or adverb says; null when none does (a 5% pay rise leaves it to concept), and at the"
        " ends of a change (rose to 5%).",
        words="up down",
    )
    pair_figure_id: Text | None = optional(
        "The other end of a change or the figure it converts; null when alone.", references="figures"
    )
    predicate: Text | None = optional(
        "Lemma of the verb, or of the adjective after be (are dead), that it hangs on; null when there is none."
    )
    agent_entity_id: Text | None = optional(
        "Entity that does what the predicate says; null when unknown.", references="entities"
    )
    place_entity_id: Text | None = optional(
        "Place where or to which it happens; null when not said.", references="entities"
    )
    time_id: Text | None = optional("Expression of time it goes with; null when there is none.", references="times")
    temporality: Text = column("past, present or future.", words="past present future")
    modality: Text = column(
        "asserted, planned (or forecast), hypothetical or negated.", words="asserted planned hypothetical negated"
    )
    series_key: Text | None = optional(
        "What makes two figures comparable: class, agent, place, planned or actual; null when too little is known."
    )
    zone: Text = column("title, byline, subhead, body or caption.", words="title byline subhead body caption")
    confidence: Score = column(
        "The chance that the row is right in every column, by what readers found in rows like it, from 0 to 1."
    )
    rule: Text = column("The rule that read it.")
