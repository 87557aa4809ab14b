-- The runs that the lake remembers, earliest first.
select *
from lake.runs
order by started_at, run_id
