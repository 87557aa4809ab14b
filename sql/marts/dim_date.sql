-- One row per day from the first to the last day on which an article was published: the calendar of the star schema.
--
-- day: The day.
-- week: Monday of its week.
-- month: First day of its month.
-- quarter: First day of its quarter.
-- year: Its year.
-- weekday: 1 for Monday to 7 for Sunday.
-- is_weekend: Whether it is a Saturday or a Sunday.
with ends as (
    select
        min(coalesce(published_on, published_at::date)) as first_day,
        max(coalesce(published_on, published_at::date)) as last_day,
    from main.articles
),
days as (
    select unnest(generate_series(first_day, last_day, interval 1 day))::date as day
    from ends
    where first_day is not null
)
select
    day,
    date_trunc('week', day)::date as week,
    date_trunc('month', day)::date as month,
    date_trunc('quarter', day)::date as quarter,
    year(day) as year,
    isodow(day) as weekday,
    isodow(day) >= 6 as is_weekend,
from days
order by day
