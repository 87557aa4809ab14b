-- One row per entity of a batch and other entity that sentences name with it, the most frequent ones.
with pairs as (
    select entity_id, other_entity_id, sentence_count, story_count
    from marts.co_mentions
    union all
    select other_entity_id, entity_id, sentence_count, story_count
    from marts.co_mentions
)
select
    pairs.entity_id,
    pairs.other_entity_id,
    others.name,
    others.has_page,
    others.mention_article_id,
    others.mention_id,
    pairs.sentence_count,
    pairs.story_count,
from pairs
join temp.entity_pages as pages on pages.entity_id = pairs.entity_id
join temp.entity_pages as others on others.entity_id = pairs.other_entity_id
where pages.rank >= $first and pages.rank < $after and pages.has_page
qualify row_number() over (
    partition by pairs.entity_id
    order by pairs.story_count desc, pairs.sentence_count desc, pairs.other_entity_id
) <= 12
order by pairs.entity_id, pairs.story_count desc, pairs.sentence_count desc, pairs.other_entity_id
