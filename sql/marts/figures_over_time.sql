-- One row per series, day of publication and value: how a number moved, counting stories and not copies.
--
-- series_key: What makes its figures comparable: class, agent, place, planned or actual.
-- what: What is counted or measured, in the words used most.
-- counted_class: The class it is compared in, with whom it counts where that is not everybody: people.killed:child.
-- whose_name: The people, organisation or country whose it is; null when not said.
-- place_name: Where; null when not said.
-- day: Day of publication; series without dates are left out.
-- figure_text: The first of them as written.
-- unit: Unit, as a singular English name; null for bare counts.
-- currency: ISO 4217 code; null when it is not money.
-- low: Lower end of the value; null when open.
-- high: Upper end of the value; null when open.
-- story_count: Stories that give this value that day.
-- source_count: Sources that give it; 0 when only articles themselves do.
-- source_names: Their names, sorted.
-- previous_low: Lower end of the value on the latest earlier day; null on the first.
-- change: What the value grew by since then, between lower ends; null on the first day, for open values and where one
--   of the two is a span that holds the other's lower end (dozens after 84).
with valued as (
    select
        comparable.measure,
        any_value(comparable.series_key) as series_key,
        mode(comparable.what order by comparable.figure_id) as what,
        mode(comparable.counted_class order by comparable.figure_id) as counted_class,
        mode(comparable.whose_name order by comparable.figure_id) as whose_name,
        mode(comparable.place_name order by comparable.figure_id) as place_name,
        arg_min(comparable.figure_text, (comparable.published_at, comparable.figure_id)) as figure_text,
        any_value(comparable.unit) as unit,
        any_value(comparable.currency) as currency,
        comparable.published_on as day,
        comparable.low,
        comparable.high,
        count(distinct comparable.story_id) as story_count,
        count(distinct comparable.told_by) as source_count,
        list_sort(coalesce(
            list(distinct comparable.source_name) filter (where comparable.source_name is not null), []
        )) as source_names,
    from marts.comparable_figures as comparable
    where comparable.published_on is not null and comparable.series_key is not null
    group by comparable.measure, day, comparable.low, comparable.high
),
days as (
    select
        measure,
        day,
        lag(max_by({'low': low, 'high': high}, (story_count, low))) over (partition by measure order by day) as previous,
    from valued
    group by measure, day
)
select
    valued.series_key,
    valued.what,
    valued.counted_class,
    valued.whose_name,
    valued.place_name,
    valued.day,
    valued.figure_text,
    valued.unit,
    valued.currency,
    valued.low,
    valued.high,
    valued.story_count,
    valued.source_count,
    valued.source_names,
    days.previous.low as previous_low,
    case
        when
            (valued.low < previous_low and valued.high > previous_low)
            or (previous_low < valued.low and days.previous.high > valued.low)
        then null
        else valued.low - previous_low
    end as change,
from valued
join days using (measure, day)
order by valued.measure, valued.day, valued.low, valued.high
