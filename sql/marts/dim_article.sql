-- One row per article, without its text: when and where it was published, and whether it is a copy.
--
-- view: rows of main as they are, nothing to compute twice
-- story_id: The story of the article; copies of one article share it.
-- day: Day of publication, a key of dim_date; null when nobody says.
-- source_name: The source it came in through, as the sources file or the command line names it.
-- is_copy: Whether it is a copy of an earlier one; leave these out when counting.
select
    article_id,
    story_id,
    title,
    publisher,
    source_name,
    agency,
    section,
    language,
    url,
    published_at,
    coalesce(published_on, published_at::date) as day,
    word_count,
    sentence_count,
    duplicate_kind is not null as is_copy,
from main.articles
