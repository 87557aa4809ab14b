-- One row per entity and week in which some story mentions it: how much more it is in the news than in the weeks before.
--
-- name: The name most articles use in full.
-- label: spaCy's English labels, as in mentions.
-- week: Monday of the week of publication.
-- story_count: Stories of that week that mention it, copies counted once.
-- mean_before: Mean of its stories a week over the four weeks before; weeks without any count as 0.
-- rise: story_count over mean_before, one story added to both, so that a first mention is no infinite rise.
with weeks as (
    select
        rowid as article,
        date_trunc('week', coalesce(published_on, published_at::date))::date as week,
    from main.articles
    where week is not null
),
weekly as (
    select
        namings.entity,
        weeks.week,
        count(distinct namings.story) as story_count,
    from staging.namings
    join weeks using (article)
    group by namings.entity, weeks.week
),
compared as (
    select
        *,
        coalesce(sum(story_count) over four_weeks_before, 0) / 4 as mean_before,
    from weekly
    window four_weeks_before as (
        partition by entity
        order by week
        range between interval 28 days preceding and interval 7 days preceding
    )
)
select
    numbers.entity_id,
    entities.name,
    entities.label,
    compared.week,
    compared.story_count,
    compared.mean_before,
    (compared.story_count + 1) / (compared.mean_before + 1) as rise,
from compared
join staging.entity_numbers as numbers using (entity)
join main.entities using (entity_id)
order by compared.week desc, rise desc, compared.entity
