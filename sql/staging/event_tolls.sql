-- One row per toll at the head of a report and the series of its event: places that reports name by many words (Nice,
-- the Promenade des Anglais, southern France) would else be as many series.
--
-- A toll counts everybody: the first figure of its class in the first lines, of people and not of some of them, of no
-- day before. Reports of one event are known as in staging.same_numbers; the series is that of the earliest report that
-- has one.
with tolls as (
    select
        figures.figure_id,
        figures.article_id,
        figures.counted_class,
        figures.series_key,
        articles.published_at,
        coalesce(articles.published_on, articles.published_at::date) as published_on,
        places.country_code,
    from main.figures
    join main.articles using (article_id)
    left join main.times using (time_id)
    left join main.entities as places on places.entity_id = figures.place_entity_id
    where
        articles.duplicate_kind is null
        and coalesce(articles.published_on, articles.published_at::date) is not null
        and figures.kind = 'count'
        and figures.counted_class in ('people.killed', 'people.wounded', 'people.missing', 'people.displaced', 'people.arrested')
        and figures.role not in ('part', 'difference', 'change_from')
        and figures.modality = 'asserted'
        and figures.temporality is distinct from 'future'
        and figures.start_char < 900
        and coalesce(
            figures.counted_head in ('people', 'person', 'victim', 'life', 'death', 'fatality', 'casualty', 'injury', 'body', 'dead'),
            true
        )
        and len(list_filter(figures.counted_modifiers, lambda word: word not in ('more', 'dead', 'total', 'least'))) = 0
        and coalesce(times.date_high >= coalesce(articles.published_on, articles.published_at::date) - 4, true)
        -- "the other three" and "18 critically" are some of them
        and not ends_with(substr(articles.text, greatest(figures.start_char - 5, 1), least(figures.start_char, 6)), 'other ')
        and not regexp_matches(
            substr(articles.text, figures.end_char + 1, 30), '\b(critically|seriously|severely|slightly|lightly)\b'
        )
    qualify row_number() over (
        partition by figures.article_id, figures.counted_class
        order by figures.start_char
    ) = 1
),
days as (
    select
        *,
        unnest(range(0, 4)) as step,
    from tolls
),
met as (
    select
        later.figure_id,
        earlier.figure_id as earlier_figure_id,
        earlier.published_at,
    from days as later
    join tolls as earlier
        on earlier.counted_class = later.counted_class
        and earlier.published_on = later.published_on - later.step::integer
        and (earlier.published_at, earlier.article_id) < (later.published_at, later.article_id)
        and coalesce(earlier.country_code = later.country_code, true)
    join staging.article_entities as entities on entities.article_id = later.article_id
    join staging.article_entities as other_entities on other_entities.article_id = earlier.article_id
    where len(list_intersect(entities.entity_ids, other_entities.entity_ids))
        >= greatest(3, 0.3 * least(len(entities.entity_ids), len(other_entities.entity_ids)))
),
firsts as (
    select
        figure_id,
        arg_min(earlier_figure_id, (published_at, earlier_figure_id)) as first_figure_id,
    from met
    group by figure_id
),
-- the first report of a week may be more than three days before the last
events as (
    select
        tolls.figure_id,
        tolls.series_key,
        tolls.published_at,
        coalesce(before.first_figure_id, firsts.first_figure_id, tolls.figure_id) as event_figure_id,
    from tolls
    left join firsts using (figure_id)
    left join firsts as before on before.figure_id = firsts.first_figure_id
),
named as (
    select
        event_figure_id,
        arg_min(series_key, (published_at, figure_id)) as series_key,
    from events
    where series_key is not null
    group by event_figure_id
)
select
    events.figure_id,
    named.series_key,
from events
join named using (event_figure_id)
where events.series_key is distinct from named.series_key
order by events.figure_id
