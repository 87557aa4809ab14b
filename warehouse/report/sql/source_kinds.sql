-- One row per kind of source: how many claims rest on it, copies left out.
select
    claims.source_kind,
    count(*) as claim_count,
from main.claims
join main.articles using (article_id)
where articles.duplicate_kind is null
group by claims.source_kind
order by claim_count desc, claims.source_kind
