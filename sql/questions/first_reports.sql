-- Who had a figure first, and how long did the next one take?
select
    what,
    counted_class,
    place_name,
    figure_text,
    first_publisher,
    first_published_at,
    second_publisher,
    round(lag_hours, 1) as lag_hours,
    is_day_only,
    story_count,
from marts.first_reports
order by story_count desc, first_published_at, first_figure_id
limit 100
