-- The rows that were found in the newest version of each article, in the order of the lake.
select times.*
from lake.times
join staging.current using (article_id, batch_id)
order by current.place, times.start_char, times.time_id
