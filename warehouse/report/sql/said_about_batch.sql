-- One row per claim of another source that speaks of an entity of a batch, the newest ones, copies left out.
with spoken_of as (
    select distinct
        mentions.entity_id,
        claim_mentions.claim_id,
    from main.claim_mentions
    join main.mentions using (mention_id)
    join temp.entity_pages as pages on pages.entity_id = mentions.entity_id
    where claim_mentions.role = 'content' and pages.rank >= $first and pages.rank < $after
)
select
    spoken_of.entity_id,
    claims.claim_id,
    claims.article_id,
    coalesce(sources.name, claims.source_text) as source_name,
    claims.source_entity_id,
    claims.source_kind,
    claims.cue_text,
    claims.content_text,
    claims.certainty,
    claims.form,
    articles.publisher,
    articles.published_on,
    count(*) over (partition by spoken_of.entity_id) as claim_count,
from spoken_of
join main.claims using (claim_id)
join temp.article_pages as articles on articles.article_id = claims.article_id
left join temp.entity_pages as sources on sources.entity_id = claims.source_entity_id
where claims.source_entity_id is distinct from spoken_of.entity_id and articles.duplicate_kind is null
qualify row_number() over (partition by spoken_of.entity_id order by articles.rank, claims.content_start, claims.claim_id) <= $most
order by spoken_of.entity_id, articles.rank, claims.content_start, claims.claim_id
