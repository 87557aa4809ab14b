-- One row per value of a series, or number of one thing in reports of one event, that several stories give: who had it
-- first, and how long the next one took.
--
-- series_key: What makes figures comparable: class, agent, place, planned or actual; null for what only reports of one
--   event make the same.
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
with met as (
    select figure_id, other_figure_id
    from main.figure_links
    where method = 'same number in reports of one event'
),
alike as (
    select
        met.figure_id,
        arg_min(
            figures.figure_id, (articles.published_at, articles.article_id, figures.start_char)
        ) as first_id,
    from (
        select figure_id, other_figure_id from met
        union all
        select other_figure_id, figure_id from met
        union all
        select figure_id, figure_id from met
        union all
        select other_figure_id, other_figure_id from met
    ) as met
    join main.figures on figures.figure_id = met.other_figure_id
    join main.articles on articles.article_id = figures.article_id
    group by met.figure_id
),
given as (
    select
        measure,
        series_key,
        low,
        high,
        figure_id,
        article_id,
        what,
        counted_class,
        whose_name,
        place_name,
        figure_text,
        unit,
        currency,
    from marts.comparable_figures
    where series_key is not null
    union all
    select
        'like ' || alike.first_id,
        null,
        figures.value_low,
        figures.value_high,
        figures.figure_id,
        figures.article_id,
        case
            when figures.kind = 'count' then figures.counted_text
            else coalesce(figures.concept, figures.counted_text)
        end,
        figures.counted_class,
        whose.name,
        places.name,
        figures.text,
        figures.unit,
        figures.currency,
    from alike
    join main.figures on figures.figure_id = alike.figure_id
    -- who met the first only through a third does not count
    semi join alike as firsts on firsts.figure_id = alike.first_id and firsts.first_id = alike.first_id
    left join main.entities as whose on whose.entity_id = coalesce(figures.counted_entity_id, figures.agent_entity_id)
    left join main.entities as places on places.entity_id = figures.place_entity_id
    where figures.series_key is null
),
told as (
    select
        given.*,
        articles.story_id,
        articles.published_at,
        coalesce(articles.publisher, articles.source_name) as publisher,
    from given
    join main.articles on articles.article_id = given.article_id
    where articles.published_at is not null
    qualify row_number() over (
        partition by measure, low, high, story_id
        order by published_at, figure_id
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
