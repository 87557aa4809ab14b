-- One row per source of a batch and certainty: how many of its claims are that sure, copies left out.
select
    claims.source_entity_id as entity_id,
    claims.certainty,
    count(*) as claim_count,
from main.claims
join temp.entity_pages as pages on pages.entity_id = claims.source_entity_id
join temp.article_pages as articles on articles.article_id = claims.article_id
where pages.rank >= $first and pages.rank < $after and articles.duplicate_kind is null
group by claims.source_entity_id, claims.certainty
order by claims.source_entity_id, claims.certainty
