-- One row per pair of figures of one measure that stand in one article (there also of one movement, where the place is
-- told for one of them only), or in reports of one event at most three days
-- apart; of figures that say the same for the same source in copies of one story, only the first takes part.
--
-- is_same_time: whether both may speak of the same days
with firsts as (
    select *
    from marts.comparable_figures
    qualify row_number() over (
        partition by story_id, measure, low, high, told_by
        order by published_at, article_id, start_char
    ) = 1
),
in_article as (
    select
        one.figure_id,
        other.figure_id as other_figure_id,
    from firsts as one
    join firsts as other
        on other.article_id = one.article_id
        and other.figure_id > one.figure_id
        and (
            other.measure = one.measure
            or (
                other.movement = one.movement
                and (other.kind, other.modality, other.is_future) = (one.kind, one.modality, one.is_future)
                and coalesce(other.place_entity_id = one.place_entity_id, true)
            )
        )
),
days as (
    select
        *,
        unnest(range(0, 4)) as step,
    from firsts
    where published_on is not null
),
within_days as (
    select distinct
        least(one.figure_id, other.figure_id) as figure_id,
        greatest(one.figure_id, other.figure_id) as other_figure_id,
    from firsts as one
    join days as other
        on other.measure = one.measure
        and one.published_on = other.published_on - other.step::integer
        and other.article_id <> one.article_id
    join staging.article_entities as entities_of_one on entities_of_one.article_id = one.article_id
    join staging.article_entities as entities_of_other on entities_of_other.article_id = other.article_id
    where
        one.story_id = other.story_id
        or len(list_intersect(entities_of_one.entity_ids, entities_of_other.entity_ids)) >= greatest(
            3, 0.3 * least(len(entities_of_one.entity_ids), len(entities_of_other.entity_ids))
        )
),
pairs as (
    select *, 'in one article' as method from in_article
    union all
    select *, 'reports of one event' from within_days
)
select
    pairs.*,
    coalesce(one.date_low <= other.date_high and other.date_low <= one.date_high, true) as is_same_time,
from pairs
join marts.comparable_figures as one on one.figure_id = pairs.figure_id
join marts.comparable_figures as other on other.figure_id = pairs.other_figure_id
