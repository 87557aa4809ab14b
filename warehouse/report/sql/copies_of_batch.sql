-- One row per article of a batch and other article of its story, the first ten of each.
select
    articles.article_id,
    others.article_id as other_article_id,
    other_pages.publisher,
    other_pages.heading,
    others.duplicate_kind,
from temp.article_pages as pages
join main.articles using (article_id)
join main.articles as others on others.story_id = articles.story_id and others.article_id <> articles.article_id
join temp.article_pages as other_pages on other_pages.article_id = others.article_id
where pages.rank >= $first and pages.rank < $after
qualify row_number() over (partition by articles.article_id order by other_pages.rank desc) <= 10
order by articles.article_id, other_pages.rank desc
