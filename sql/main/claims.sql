-- The rows that were found in the newest version of each article, in the order of the lake, with the aliases people gave.
select
    claims.* replace (coalesce(renamed.new_entity_id, claims.source_entity_id) as source_entity_id),
from lake.claims
join staging.current using (article_id, batch_id)
left join staging.renamed_entities as renamed
    on renamed.article_id = claims.article_id
    and renamed.batch_id = claims.batch_id
    and renamed.old_entity_id = claims.source_entity_id
order by current.place, claims.content_start, claims.claim_id
