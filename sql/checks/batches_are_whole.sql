-- fail: a batch is loaded whole: facts without their article are half a batch
with loaded as (
    select article_id, batch_id, 'sentences' as table_name from lake.sentences
    union all
    select article_id, batch_id, 'mentions' from lake.mentions
    union all
    select article_id, batch_id, 'figures' from lake.figures
    union all
    select article_id, batch_id, 'claims' from lake.claims
)
select
    batch_id,
    article_id,
    table_name,
    count(*) as row_count,
from loaded
anti join lake.articles using (article_id, batch_id)
group by all
order by all
