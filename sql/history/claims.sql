-- Rows of main.claims as they were in earlier versions of their article.
select claims.*
from lake.claims
semi join staging.past using (article_id, batch_id)
-- files of other batches are not read
where claims.batch_id in (select batch_id from staging.past)
order by claims.article_id, claims.batch_id, claims.content_start, claims.claim_id
