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
        entity,
        sentence,
        article,
        story,
    from staging.namings
    where not is_copy
),
counted as (
    select entity, count(*) as sentence_count
    from named
    group by entity
),
-- a pair in an article first: stories are counted among these
in_articles as (
    select
        one.entity,
        other.entity as other_entity,
        one.article,
        any_value(one.story) as story,
        count(*) as sentence_count,
    from named as one
    join named as other on other.sentence = one.sentence and other.entity > one.entity
    group by one.entity, other.entity, one.article
),
pairs as (
    select
        in_articles.entity,
        in_articles.other_entity,
        sum(in_articles.sentence_count)::bigint as sentence_count,
        count(distinct in_articles.story) as story_count,
        min(articles.published_at) as first_published_at,
        max(articles.published_at) as last_published_at,
    from in_articles
    join main.articles on articles.rowid = in_articles.article
    group by in_articles.entity, in_articles.other_entity
),
things as (
    select
        numbers.entity,
        numbers.entity_id,
        entities.name,
        counted.sentence_count,
    from counted
    join staging.entity_numbers as numbers using (entity)
    join main.entities using (entity_id)
)
select
    things.name,
    others.name as other_name,
    pairs.sentence_count,
    pairs.story_count,
    pairs.sentence_count / (things.sentence_count + others.sentence_count - pairs.sentence_count) as share,
    things.entity_id,
    others.entity_id as other_entity_id,
    pairs.first_published_at,
    pairs.last_published_at,
from pairs
join things using (entity)
join things as others on others.entity = pairs.other_entity
order by pairs.story_count desc, pairs.sentence_count desc, pairs.entity, pairs.other_entity
