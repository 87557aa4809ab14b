-- One row per article: the story it belongs to, which is the earliest of the articles that are copies of each other.
with recursive edges as (
    select first_id as one, second_id as other from staging.near_copies
    union all
    select second_id, first_id from staging.near_copies
),
reached as (
    select distinct one as article_id, one as reached_id from edges
    union
    select reached.article_id, edges.other
    from reached
    join edges on edges.one = reached.reached_id
),
places as (
    select article_id, place from staging.copies
),
near as (
    select
        reached.article_id,
        arg_min(reached.reached_id, places.place) as story_id,
    from reached
    join places on places.article_id = reached.reached_id
    group by reached.article_id
)
select
    copies.article_id,
    coalesce(near.story_id, copies.first_id) as story_id,
    case
        when not copies.is_first then 'exact'
        when near.story_id <> copies.article_id then 'near'
    end as duplicate_kind,
from staging.copies
left join near on near.article_id = copies.first_id
