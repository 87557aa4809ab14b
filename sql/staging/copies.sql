-- One row per article and text: the first article of those with the very same text, and its MinHash signature.
with current_articles as (
    select
        articles.article_id,
        articles.text_sha256,
        articles.bands,
        articles.signature,
        coalesce(articles.published_at, articles.fetched_at) as seen_at,
    from lake.articles
    semi join staging.current using (article_id, batch_id)
)
select
    article_id,
    first_value(article_id) over same_text as first_id,
    bands,
    signature,
    row_number() over same_text = 1 as is_first,
    row_number() over (order by seen_at, article_id) as place,
from current_articles
window same_text as (partition by text_sha256 order by seen_at, article_id)
