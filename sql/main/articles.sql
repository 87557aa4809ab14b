-- The newest version of each article, with what only the whole corpus can tell: its story and whether it is a copy.
with extracted as (
    select
        article_id,
        count(*)::integer as sentence_count,
        any_value(pipeline_version) as pipeline_version,
    from main.sentences
    group by article_id
)
select
    articles.* exclude (bands, signature) replace (
        extracted.sentence_count as sentence_count,
        extracted.sentence_count is not null as is_extracted,
        stories.story_id as story_id,
        stories.duplicate_kind as duplicate_kind,
        coalesce(extracted.pipeline_version, articles.pipeline_version) as pipeline_version
    ),
from lake.articles
join staging.current using (article_id, batch_id)
left join extracted using (article_id)
join staging.stories using (article_id)
order by current.place
