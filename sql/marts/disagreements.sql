-- One row per series in which sources disagree: the ends of what they claim, and how many claim it.
--
-- series_key: What makes its figures comparable: class, whose, where, planned or actual; null when no place is told.
-- what: What is counted or measured, in the words used most.
-- counted_class: The class it is compared in, with whom it counts where that is not everybody: people.killed:child.
-- whose_name: The people, organisation or country whose it is; null when not said.
-- place_name: Where; null when not said.
-- unit: Unit, as a singular English name; null for bare counts.
-- currency: ISO 4217 code; null when it is not money.
-- conflict_count: Pairs of figures that exclude each other.
-- source_count: Sources that give one of these figures.
-- story_count: Stories that report one of them, copies counted once.
-- lowest: The lowest value claimed; null when all are open downwards.
-- highest: The highest value claimed; null when all are open upwards.
-- ratio: Highest over lowest; null when an end is open or zero.
-- first_published_at: When the first of them was published; null when nobody says.
-- last_published_at: When the last of them was published; null when nobody says.
with conflicting as (
    select
        links.figure_id,
        links.other_figure_id,
        case when one.series_key is not null then one.measure else other.measure end as measure,
        coalesce(one.series_key, other.series_key) as series_key,
    from main.figure_links as links
    join marts.comparable_figures as one on one.figure_id = links.figure_id
    join marts.comparable_figures as other on other.figure_id = links.other_figure_id
    where links.relation = 'conflicts'
),
taking_part as (
    select measure, series_key, figure_id from conflicting
    union
    select measure, series_key, other_figure_id from conflicting
),
counted as (
    select measure, count(*) as conflict_count
    from conflicting
    group by measure
)
select
    any_value(taking_part.series_key) as series_key,
    mode(comparable.what order by comparable.figure_id) as what,
    mode(comparable.counted_class order by comparable.figure_id) as counted_class,
    mode(comparable.whose_name order by comparable.figure_id) as whose_name,
    mode(comparable.place_name order by comparable.figure_id) as place_name,
    any_value(comparable.unit) as unit,
    any_value(comparable.currency) as currency,
    any_value(counted.conflict_count) as conflict_count,
    count(distinct comparable.told_by) as source_count,
    count(distinct comparable.story_id) as story_count,
    min(comparable.low) as lowest,
    max(comparable.high) as highest,
    case when min(comparable.low) > 0 then max(comparable.high) / min(comparable.low) end as ratio,
    min(comparable.published_at) as first_published_at,
    max(comparable.published_at) as last_published_at,
from taking_part
join marts.comparable_figures as comparable using (figure_id)
join counted on counted.measure = taking_part.measure
group by taking_part.measure
order by source_count desc, conflict_count desc, taking_part.measure
