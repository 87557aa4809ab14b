-- Which claims were confirmed, denied or left unconfirmed, and by whom?
select
    source_name,
    content_text,
    outcome,
    answered_by,
    answer_cue,
    answer_text,
    answered_at,
from marts.claim_outcomes
where not is_copy
-- claims found first, then what was confirmed or denied without one
order by claim_id is null, answered_at desc, claim_id, answer_claim_id
limit 100
