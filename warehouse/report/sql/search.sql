-- One row per two first letters of a word and entity or article that has the word in its name: what search looks through.
with places as (
    select
        name || case when len(aliases) > 0 then ' (' || array_to_string(aliases[:3], ', ') || ')' else '' end as name,
        label as kind,
        case when has_page then 'entities' else 'articles' end as folder,
        case when has_page then entity_id else mention_article_id end as page_id,
        case when has_page then null else mention_id end as mention_id,
        rank,
    from temp.entity_pages
    where has_page or mention_article_id is not null
    union all
    select heading, 'article', 'articles', article_id, null, rank
    from temp.article_pages
)
select distinct
    left(word, 2) as prefix,
    name,
    kind,
    folder,
    page_id,
    mention_id,
    rank,
from places, unnest(regexp_extract_all(lower(strip_accents(name)), '[\p{L}\p{N}]{2,}')) as words (word)
qualify dense_rank() over (partition by prefix order by kind = 'article', rank, page_id, name) <= 2000
order by prefix, kind = 'article', rank, page_id, name
