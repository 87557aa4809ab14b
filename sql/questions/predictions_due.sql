-- Which predictions have fallen due, and what came of them?
select
    due_on,
    source_name,
    content_text,
    certainty,
    made_on,
    outcome,
    outcome_text,
    outcome_on,
from marts.predictions
where due_on < current_date
order by due_on desc, claim_id
limit 100
