-- Rows of main.articles as they were in earlier versions of their article.
select articles.* exclude (bands, signature)
from lake.articles
anti join staging.current using (article_id, batch_id)
