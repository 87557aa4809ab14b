-- Where do sources disagree most?
select
    what,
    unit,
    lowest,
    highest,
    source_count,
    story_count,
    conflict_count,
    series_key,
from marts.disagreements
order by source_count desc, conflict_count desc, ratio desc, series_key
limit 50
