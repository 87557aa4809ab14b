-- One row per article that somebody corrected, or a row of it: what extraction found to stand in it may not any more.
select distinct article_id
from (
    select 'articles' as table_name, article_id as row_id, article_id from main.articles
    union all
    select 'sentences', sentence_id, article_id from main.sentences
    union all
    select 'mentions', mention_id, article_id from main.mentions
    union all
    select 'times', time_id, article_id from main.times
    union all
    select 'figures', figure_id, article_id from main.figures
    union all
    select 'claims', claim_id, article_id from main.claims
)
semi join seeds.corrections using (table_name, row_id)
