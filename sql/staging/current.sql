-- One row per article: the batch that holds its newest version, and its place in the lake's order.
with newest as (
    select
        article_id,
        arg_max(batch_id, (version, fetched_at, batch_id)) as batch_id,
    from lake.articles
    group by article_id
)
select
    newest.article_id,
    newest.batch_id,
    row_number() over (order by batches.place, newest.batch_id, newest.article_id) as place,
from newest
left join lake.batches using (batch_id)
