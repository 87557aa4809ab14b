-- What people corrected, from seeds/corrections.csv, and whether the row it speaks of is still there.
with keys as (
    select 'articles' as table_name, article_id as row_id from main.articles
    union all
    select 'sentences', sentence_id from main.sentences
    union all
    select 'mentions', mention_id from main.mentions
    union all
    select 'entities', entity_id from main.entities
    union all
    select 'times', time_id from main.times
    union all
    select 'figures', figure_id from main.figures
    union all
    select 'claims', claim_id from main.claims
),
found as (
    select table_name, row_id
    from keys
    semi join seeds.corrections using (table_name, row_id)
)
select
    md5(concat_ws(chr(31), table_name, row_id, column_name, new_value, corrected_by, corrected_on)) as correction_id,
    table_name,
    row_id,
    column_name,
    new_value,
    corrected_by,
    corrected_on::date as corrected_on,
    note,
    (rowid + 1)::integer as place,
    (table_name, row_id) in (select (table_name, row_id) from found) as is_applied,
from seeds.corrections
order by place
