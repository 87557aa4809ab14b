-- case: a new number beside the one before it, with the days between
-- given main.articles
from (values ('a', date '2024-01-01'), ('b', date '2024-01-09')) as t (article_id, published_on)
select *, article_id as story_id, published_on::timestamptz as published_at;
-- given main.figures
from (values ('f1', 'a', 's', 10, '10 dead'), ('f2', 'b', 'r', 30, '30 dead')) as t (figure_id, article_id, sentence_id, value_low, text)
select *, value_low as value_high, 's' as series_key;
-- given main.claims
from (values ('c1', 'a'), ('c2', 'b')) as t (claim_id, article_id) select *, 'The police' as source_text;
-- given main.claim_figures
select * from (values ('c1', 'f1'), ('c2', 'f2')) as t (claim_id, figure_id);
-- given main.claim_links
select 'c2' as claim_id, 'c1' as other_claim_id, 'updates' as relation;
-- expect
select 'The police' as source_name, '10 dead' as old_text, '30 dead' as new_text, 20 as change, 3 as ratio, 8 as days_between;

-- case: at least ten and then thirty is a new number
-- given main.articles
from (values ('a', date '2024-01-01'), ('b', date '2024-01-09')) as t (article_id, published_on)
select *, article_id as story_id, published_on::timestamptz as published_at;
-- given main.figures
from (values ('f1', 'a', 's', 10, null, 'at least 10'), ('f2', 'b', 'r', 30, 30, '30'))
    as t (figure_id, article_id, sentence_id, value_low, value_high, text)
select *, 's' as series_key;
-- given main.claims
from (values ('c1', 'a'), ('c2', 'b')) as t (claim_id, article_id) select *, 'The police' as source_text;
-- given main.claim_figures
select * from (values ('c1', 'f1'), ('c2', 'f2')) as t (claim_id, figure_id);
-- given main.claim_links
select 'c2' as claim_id, 'c1' as other_claim_id, 'updates' as relation;
-- expect
select 'at least 10' as old_text, '30' as new_text, 20 as change;
