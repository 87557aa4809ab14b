-- One row per article: the batch that holds its newest version.
select
    article_id,
    arg_max(batch_id, (version, fetched_at, batch_id)) as batch_id,
from lake.articles
group by article_id
