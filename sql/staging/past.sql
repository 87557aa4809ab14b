-- One row per article and earlier version of its text: the batch that holds it. Where two writers brought in the same at
-- once, the later one counts, as in staging.current.
with newest as (
    select
        articles.article_id,
        articles.version,
        articles.text_sha256,
    from lake.articles
    semi join staging.current using (article_id, batch_id)
)
select
    articles.article_id,
    arg_max(articles.batch_id, (articles.fetched_at, articles.batch_id)) as batch_id,
from lake.articles
anti join newest using (article_id, version, text_sha256)
group by
    articles.article_id,
    articles.version,
    articles.text_sha256
