-- One row per claim in the articles of a batch.
select
    claims.* exclude (pipeline_version, batch_id),
    sources.name as source_name,
    sources.country_code as source_country,
    times.text as said_text,
from main.claims
join temp.article_pages as pages using (article_id)
left join temp.entity_pages as sources on sources.entity_id = claims.source_entity_id
left join main.times on times.time_id = claims.said_time_id
where pages.rank >= $first and pages.rank < $after
order by claims.article_id, claims.content_start, claims.content_end desc, claims.claim_id
