-- One row per article of a batch of pages.
select
    pages.*,
    articles.external_id,
    articles.source_name,
    articles.url,
    articles.byline,
    articles.agency,
    articles.dateline,
    articles.section,
    articles.language,
    articles.published_at_basis,
    articles.text,
    articles.sentence_count,
    articles.is_extracted,
    articles.story_id,
    articles.version,
    articles.pipeline_version,
from temp.article_pages as pages
join main.articles using (article_id)
where pages.rank >= $first and pages.rank < $after
order by pages.rank
