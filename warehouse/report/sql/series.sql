-- One row per series with more than one line: whether its sources disagree, and its place among those that do or do not.
--
-- conflict_count: pairs of figures that exclude each other
-- lowest: the lowest value of those that do, else of all
-- highest: the highest value of those that do, else of all
with counted as (
    select figures.series, count(*) as conflict_count
    from main.figure_links as links
    join temp.series_figures as figures using (figure_id)
    where links.relation = 'conflicts'
    group by figures.series
),
gathered as (
    select
        series,
        mode(what order by figure_id) as what,
        min(figure_id) as figure_id,
        count(*) as line_count,
        count(distinct told_by) as source_count,
        count(distinct story_id) as story_count,
        coalesce(min(low) filter (where is_conflicting), min(low)) as lowest,
        coalesce(max(high) filter (where is_conflicting), max(high)) as highest,
        min(published_on) as first_on,
        max(published_on) as last_on,
    from temp.series_rows
    group by series
    having count(*) > 1
)
select
    gathered.*,
    coalesce(counted.conflict_count, 0) as conflict_count,
    counted.series is not null as is_disagreement,
    row_number() over (
        partition by counted.series is not null
        order by source_count desc, conflict_count desc, line_count desc, series
    ) - 1 as rank,
from gathered
left join counted using (series)
order by is_disagreement, rank
