-- From what, in its context, was a row read (here the 20 least confident figures, claims and mentions)?
with least_sure as (
    (select figure_id as row_id from main.figures order by confidence, figure_id limit 20)
    union all
    (select claim_id from main.claims order by confidence, claim_id limit 20)
    union all
    (select mention_id from main.mentions order by confidence, mention_id limit 20)
)
select
    round(confidence, 2) as confidence,
    table_name,
    reading,
    context,
    rule,
    row_id,
from marts.evidence
where row_id in (select row_id from least_sure)
order by evidence.confidence, row_id
