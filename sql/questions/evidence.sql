-- What was a row read from, in its context, least confident first?
select
    confidence,
    table_name,
    reading,
    context,
    rule,
    row_id,
from marts.evidence
order by confidence, table_name, row_id
limit 100
