-- What did somebody say about something, in quoted words?
with newest as (
    select claims.claim_id
    from main.claims
    join main.articles using (article_id)
    where len(claims.quoted_spans) > 0 and articles.duplicate_kind is null
    order by articles.published_at desc, claims.claim_id
    limit 50
)
select
    source_name,
    about_name,
    cue_text,
    quoted_text,
    publisher,
    published_at,
from marts.quotes_about
where claim_id in (select claim_id from newest)
order by published_at desc, article_id, claim_id, about_entity_id
