-- One row per check that warned when the warehouse was published.
select
    says,
    culprit_count,
from main.checks
order by check_name
