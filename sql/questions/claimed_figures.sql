-- Which numbers are claimed for a thing, by whom, when, how surely?
select
    what,
    figure_text,
    source_name,
    through_name,
    cue_text,
    certainty,
    is_planned,
    holds_until,
    published_at::date as published_on,
    conflict_count,
from marts.claimed_figures
where not is_copy
order by published_at desc, article_id, start_char
limit 500
