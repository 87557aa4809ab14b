-- Which figures rest on one source?
select
    what,
    counted_class,
    whose_name,
    place_name,
    figure_text,
    source_name,
    story_count,
    publisher_count,
    first_published_at,
from marts.single_source_figures
order by story_count desc, first_published_at, figure_id
limit 100
