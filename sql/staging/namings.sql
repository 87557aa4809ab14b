-- One row per mention of a known entity, all of it as numbers: its entity, sentence, article and story.
with articles as (
    select
        article_id,
        rowid::integer as article,
        dense_rank() over (order by story_id)::integer as story,
        duplicate_kind is not null as is_copy,
    from main.articles
)
select
    numbers.entity,
    sentences.rowid as sentence,
    articles.article,
    articles.story,
    articles.is_copy,
from main.mentions
join staging.entity_numbers as numbers using (entity_id)
-- what is not there is for sql/checks/foreign_keys.sql to tell
left join main.sentences using (sentence_id)
join articles on articles.article_id = mentions.article_id
