-- One row per certainty: how many claims are that sure, the authors' own and copies left out.
select
    claims.certainty,
    count(*) as claim_count,
from main.claims
join main.articles using (article_id)
where claims.source_kind <> 'author' and articles.duplicate_kind is null
group by claims.certainty
order by claims.certainty
