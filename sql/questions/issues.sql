-- What could not be read, and why?
select
    step,
    reason,
    count(*) as issue_count,
    any_value(says order by issue_id) as example,
    any_value(place order by issue_id) as example_place,
from main.issues
group by step, reason
order by issue_count desc, step, reason
