-- One row per human judgement: a rating of a source or claim, or a correction of one value.
--
-- view: rows of main as they are, joined when asked
-- kind: rating or correction.
-- about: The source's name, the claim's content or the words the corrected row was read from; null when it is not there.
-- column_name: The column corrected, reliability or credibility.
-- new_value: The value given, as text; null sets null.
-- judged_by: Who judged.
-- judged_on: The day of the judgement.
-- note: Why; null when nothing was added.
-- is_found: Whether what is judged is there; the others do nothing until they name the new row.
-- is_latest: Whether no later judgement speaks of the same: the one that counts.
-- table_name: The table that what is judged stands in: entities, claims, figures, ...
-- row_id: Its key there.
-- judgement_id: The key of the rating or correction.
with judged as (
    select
        'rating' as kind,
        case when entity_id is not null then 'entities' else 'claims' end as table_name,
        coalesce(entity_id, claim_id) as row_id,
        case when reliability is not null then 'reliability' else 'credibility' end as column_name,
        coalesce(reliability, credibility::varchar) as new_value,
        rated_by as judged_by,
        rated_on as judged_on,
        note,
        rating_id as judgement_id,
        place,
    from main.ratings
    union all
    select
        'correction',
        table_name,
        row_id,
        column_name,
        new_value,
        corrected_by,
        corrected_on,
        note,
        correction_id,
        place,
    from main.corrections
),
named as (
    select 'entities' as table_name, entity_id as row_id, name as about from main.entities
    union all
    select 'claims', claim_id, content_text from main.claims
    union all
    select 'figures', figure_id, text from main.figures
    union all
    select 'mentions', mention_id, text from main.mentions
    union all
    select 'times', time_id, text from main.times
    union all
    select 'articles', article_id, coalesce(title, external_id) from main.articles
    union all
    select 'sentences', sentence_id, sentence_id from main.sentences
    union all
    select 'issues', issue_id, says from main.issues
)
select
    judged.kind,
    named.about,
    judged.column_name,
    judged.new_value,
    judged.judged_by,
    judged.judged_on,
    judged.note,
    named.row_id is not null as is_found,
    row_number() over (
        partition by judged.kind, judged.table_name, judged.row_id, judged.column_name
        order by judged.judged_on desc, judged.place desc
    ) = 1 as is_latest,
    judged.table_name,
    judged.row_id,
    judged.judgement_id,
from judged
left join named on named.table_name = judged.table_name and named.row_id = judged.row_id
