-- One row per article that somebody corrected, or a row of it: what extraction found to stand in it may not any more.
with corrected as (
    select article_id
    from main.articles
    where article_id in (select row_id from seeds.corrections where table_name = 'articles')
    union all
    select article_id
    from main.sentences
    where sentence_id in (select row_id from seeds.corrections where table_name = 'sentences')
    union all
    select article_id
    from main.mentions
    where mention_id in (select row_id from seeds.corrections where table_name = 'mentions')
    union all
    select article_id
    from main.times
    where time_id in (select row_id from seeds.corrections where table_name = 'times')
    union all
    select article_id
    from main.figures
    where figure_id in (select row_id from seeds.corrections where table_name = 'figures')
    union all
    select article_id
    from main.claims
    where claim_id in (select row_id from seeds.corrections where table_name = 'claims')
)
select distinct article_id from corrected
