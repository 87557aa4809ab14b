-- Who had a figure first, and how long did the next one take?
select
    what,
    low,
    high,
    first_publisher,
    first_published_at,
    second_publisher,
    round(lag_hours, 1) as lag_hours,
    story_count,
from marts.first_reports
order by story_count desc, first_published_at, first_figure_id
limit 100
