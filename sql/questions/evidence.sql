-- What was a row read from, in its context, least confident first?
with readings as (
    select figure_id as row_id, confidence from main.figures
    union all
    select claim_id, confidence from main.claims
    union all
    select mention_id, confidence from main.mentions
),
least_sure as (
    select row_id
    from readings
    order by confidence, row_id
    limit 50
)
select
    confidence,
    table_name,
    reading,
    context,
    rule,
    row_id,
from marts.evidence
where row_id in (select row_id from least_sure)
order by confidence, row_id
