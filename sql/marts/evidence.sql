-- One row per figure, claim or mention: the words it was read from, in their context.
--
-- view: rows of main as they are, joined when asked
-- table_name: figures, claims or mentions.
-- row_id: Key of the row in that table.
-- reading: What was read there, in short.
-- text: The words it was read from.
-- context: Up to 120 characters on either side, the words themselves between » and «.
-- rule: The rule that read it; how the entity was found for mentions.
-- confidence: The chance that a figure or claim is right in every column; how sure it is whom a mention names.
with readings as (
    select
        'figures' as table_name,
        figure_id as row_id,
        concat_ws(' ', kind, value, unit, currency, counted_text) as reading,
        article_id,
        start_char,
        end_char,
        text,
        confidence,
        rule,
    from main.figures
    union all
    select
        'claims',
        claim_id,
        concat_ws(' ', coalesce(source_text, source_kind), cue_text, certainty),
        article_id,
        content_start,
        content_end,
        content_text,
        confidence,
        rule,
    from main.claims
    union all
    select
        'mentions',
        mention_id,
        concat_ws(' ', label, entity_name),
        article_id,
        start_char,
        end_char,
        text,
        confidence,
        link_method,
    from main.mentions
)
select
    readings.table_name,
    readings.row_id,
    readings.reading,
    readings.text,
    concat(
        substring(articles.text, greatest(readings.start_char - 119, 1), least(readings.start_char, 120)),
        '»',
        readings.text,
        '«',
        substring(articles.text, readings.end_char + 1, 120)
    ) as context,
    readings.confidence,
    readings.rule,
    articles.publisher,
    articles.published_at,
    articles.title,
    readings.article_id,
from readings
join main.articles using (article_id)
