-- One row per series and value that several stories give: who had it first, and how long the next one took.
--
-- series_key: What makes figures comparable: class, agent, place, planned or actual.
-- what: What is counted or measured, in the words of the first.
-- counted_class: The class it is compared in, with whom it counts where that is not everybody: people.killed:child.
-- whose_name: The people, organisation or country whose it is; null when not said.
-- place_name: Where; null when not said.
-- figure_text: The first of them as written.
-- unit: Unit, as a singular English name; null for bare counts.
-- currency: ISO 4217 code; null when it is not money.
-- low: Lower end of the value; null when open.
-- high: Upper end of the value; null when open.
-- first_publisher: Who published it first; the name of the source it came in through where no publisher is known.
-- first_published_at: When it was first published.
-- second_publisher: Whose story followed first.
-- second_published_at: When that was published.
-- lag_hours: Hours between the two.
-- is_day_only: Whether one of the two times is midnight sharp, as sources give that tell only the day: the lag is then
--   right to a day, and on one day nobody was first.
-- story_count: Stories that give the value, copies counted once.
-- first_figure_id: The first of these figures.
with told as (
    select
        comparable.measure,
        comparable.series_key,
        comparable.low,
        comparable.high,
        comparable.story_id,
        comparable.figure_id,
        comparable.published_at,
        coalesce(articles.publisher, articles.source_name) as publisher,
        comparable.what,
        comparable.counted_class,
        comparable.whose_name,
        comparable.place_name,
        comparable.figure_text,
        comparable.unit,
        comparable.currency,
    from marts.comparable_figures as comparable
    join main.articles using (article_id)
    where comparable.published_at is not null and comparable.series_key is not null
    qualify row_number() over (
        partition by comparable.measure, comparable.low, comparable.high, comparable.story_id
        order by comparable.published_at, comparable.figure_id
    ) = 1
),
ranked as (
    select
        *,
        row_number() over same_value as place,
        count(*) over (partition by measure, low, high) as story_count,
        lead(publisher) over same_value as second_publisher,
        lead(published_at) over same_value as second_published_at,
    from told
    window same_value as (partition by measure, low, high order by published_at, figure_id)
)
select
    series_key,
    what,
    counted_class,
    whose_name,
    place_name,
    figure_text,
    unit,
    currency,
    low,
    high,
    publisher as first_publisher,
    published_at as first_published_at,
    second_publisher,
    second_published_at,
    date_diff('minute', published_at, second_published_at) / 60 as lag_hours,
    published_at = date_trunc('day', published_at)
        or second_published_at = date_trunc('day', second_published_at) as is_day_only,
    story_count,
    figure_id as first_figure_id,
from ranked
where place = 1 and story_count > 1
order by first_published_at, first_figure_id
