-- Where do sources disagree most?
select
    what,
    counted_class,
    whose_name,
    place_name,
    coalesce(currency, unit) as unit,
    lowest,
    highest,
    source_count,
    story_count,
    conflict_count,
from marts.disagreements
order by source_count desc, conflict_count desc, ratio desc, series_key
limit 50
