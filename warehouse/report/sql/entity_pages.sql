-- One row per entity: its place in the index of entities, and where a reader finds more about it.
--
-- has_page: an entity that is named once and says nothing has no page: its one place in an article says all there is
with said as (
    select
        source_entity_id as entity_id,
        count(*) as claim_count,
    from main.claims
    where source_entity_id is not null
    group by source_entity_id
),
named as (
    select
        entity_id,
        min((article_id, start_char, mention_id)) as first_mention,
    from main.mentions
    where entity_id is not null
    group by entity_id
)
select
    row_number() over (order by entities.article_count desc, entities.mention_count desc, entity_id) - 1 as rank,
    entity_id,
    entities.name,
    entities.label,
    entities.country_code,
    entities.aliases,
    entities.mention_count,
    entities.article_count,
    coalesce(said.claim_count, 0) as claim_count,
    entities.mention_count > 1 or said.claim_count is not null as has_page,
    named.first_mention[1] as mention_article_id,
    named.first_mention[3] as mention_id,
from main.entities
left join said using (entity_id)
left join named using (entity_id)
order by rank
