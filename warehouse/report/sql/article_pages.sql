-- One row per article: its place in the index, newest first, and what was read in it.
--
-- heading: its title, else the first sentence of its body
with first_sentences as (
    select
        article_id,
        min((start_char, end_char)) as place,
    from main.sentences
    where zone in ('body', 'subhead')
    group by article_id
),
figured as (
    select article_id, count(*) as figure_count
    from main.figures
    group by article_id
),
claimed as (
    select article_id, count(*) as claim_count
    from main.claims
    group by article_id
),
conflicting as (
    select figures.article_id, count(distinct figures.figure_id) as conflict_count
    from main.figure_links as links
    join main.figures on figures.figure_id in (links.figure_id, links.other_figure_id)
    where links.relation = 'conflicts'
    group by figures.article_id
)
select
    row_number() over (order by articles.published_at desc nulls last, article_id) - 1 as rank,
    article_id,
    coalesce(
        nullif(trim(articles.title), ''),
        case
            when place[2] - place[1] > 140
            then regexp_replace(substring(articles.text, place[1] + 1, 140), '\s+\S*$', '') || ' …'
            else substring(articles.text, place[1] + 1, place[2] - place[1])
        end,
        articles.external_id
    ) as heading,
    coalesce(articles.publisher, articles.source_name) as publisher,
    articles.published_at,
    articles.published_on,
    articles.word_count,
    articles.duplicate_kind,
    coalesce(figured.figure_count, 0) as figure_count,
    coalesce(claimed.claim_count, 0) as claim_count,
    coalesce(conflicting.conflict_count, 0) as conflict_count,
from main.articles
left join first_sentences using (article_id)
left join figured using (article_id)
left join claimed using (article_id)
left join conflicting using (article_id)
order by rank
