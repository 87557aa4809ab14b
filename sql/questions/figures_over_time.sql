-- How did a number move over time, counting stories and not copies?
select
    counted_class,
    whose_name,
    place_name,
    day,
    what,
    figure_text,
    low,
    high,
    coalesce(currency, unit) as unit,
    change,
    story_count,
    source_names,
from marts.figures_over_time
-- what moved most often first
order by count(*) over (partition by series_key) desc, series_key, day, low
limit 500
