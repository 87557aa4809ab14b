-- Rows of main.articles as they were in earlier versions of their article.
select articles.* exclude (bands, signature)
from lake.articles
semi join staging.past using (article_id, batch_id)
-- files of other batches are not read
where articles.batch_id in (select batch_id from staging.past)
order by articles.article_id, articles.version
