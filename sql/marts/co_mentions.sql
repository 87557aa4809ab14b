-- One row per pair of entities that some sentence names together: who appears with whom.
--
-- name: The one whose id sorts first.
-- other_name: The other.
-- sentence_count: Sentences that name both, in articles that are no copies.
-- story_count: Stories with such a sentence.
-- share: Sentences with both over sentences with either, from 0 to 1.
-- entity_id: The one whose id sorts first.
-- other_entity_id: The other.
-- first_published_at: When the first such article was published; null when none is dated.
-- last_published_at: When the last such article was published; null when none is dated.
with named as (
    select distinct
        mentions.sentence_id,
        mentions.entity_id,
        articles.story_id,
        articles.published_at,
    from main.mentions
    join main.articles using (article_id)
    where mentions.entity_id is not null and articles.duplicate_kind is null
),
counted as (
    select entity_id, count(*) as sentence_count
    from named
    group by entity_id
),
pairs as (
    select
        one.entity_id,
        other.entity_id as other_entity_id,
        count(*) as sentence_count,
        count(distinct one.story_id) as story_count,
        min(one.published_at) as first_published_at,
        max(one.published_at) as last_published_at,
    from named as one
    join named as other on other.sentence_id = one.sentence_id and other.entity_id > one.entity_id
    group by all
)
select
    entities.name,
    others.name as other_name,
    pairs.sentence_count,
    pairs.story_count,
    pairs.sentence_count / (counted.sentence_count + counted_others.sentence_count - pairs.sentence_count) as share,
    pairs.entity_id,
    pairs.other_entity_id,
    pairs.first_published_at,
    pairs.last_published_at,
from pairs
join counted on counted.entity_id = pairs.entity_id
join counted as counted_others on counted_others.entity_id = pairs.other_entity_id
join main.entities on entities.entity_id = pairs.entity_id
join main.entities as others on others.entity_id = pairs.other_entity_id
order by pairs.story_count desc, pairs.sentence_count desc, pairs.entity_id, pairs.other_entity_id
