-- One row per step and reason: what could not be read.
select
    step,
    reason,
    count(*) as issue_count,
    arg_min(says, issue_id) as example,
from main.issues
group by step, reason
order by issue_count desc, step, reason
limit 12
