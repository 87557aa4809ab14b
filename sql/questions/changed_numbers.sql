-- Who changed their own number?
select
    source_name,
    what,
    counted_class,
    place_name,
    old_text,
    new_text,
    change,
    old_published_at,
    new_published_at,
from marts.changed_numbers
order by new_published_at desc, new_figure_id
limit 100
