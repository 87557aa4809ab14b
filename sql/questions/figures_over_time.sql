-- How did a number move over time, counting stories and not copies?
select
    series_key,
    what,
    day,
    low,
    high,
    change,
    story_count,
    source_names,
from marts.figures_over_time
order by series_key, day, low
limit 500
