-- One row per series, source, value and story: what is drawn as one line; copies of a story are one line.
--
-- figure_id: the first of its figures
select
    series,
    is_planned,
    told_by,
    low,
    high,
    story_id,
    arg_min(figure_id, (coalesce(published_at, 'infinity'::timestamptz), article_id, start_char)) as figure_id,
    arg_min(claim_id, (coalesce(published_at, 'infinity'::timestamptz), article_id, start_char)) as claim_id,
    arg_min(what, (coalesce(published_at, 'infinity'::timestamptz), article_id, start_char)) as what,
    min(published_on) as published_on,
    count(distinct article_id) as article_count,
    sum(partner_count) > 0 as is_conflicting,
from temp.series_figures
group by all
