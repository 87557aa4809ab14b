-- case: one source in three stories is still one source; a second source, or the author's own word, ends it
-- given main.articles
select 'a' || i as article_id, 'a' || i as story_id, 'p' || i as publisher from range(1, 7) as t (i);
-- given main.figures
from (values ('f1', 'a1', 10), ('f2', 'a2', 10), ('f3', 'a3', 20), ('f4', 'a4', 20), ('f5', 'a5', 30), ('f6', 'a6', 30))
    as t (figure_id, article_id, value_low)
select *, value_low as value_high, 's' as series_key;
-- given main.claims
select * from (values ('c1', 'NIS'), ('c2', 'nis'), ('c3', 'NIS'), ('c4', 'Zelensky'), ('c5', 'NIS')) as t (claim_id, source_text);
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 6) as t (i);
-- expect
select 10 as low, 'NIS' as source_name, 2 as story_count, 2 as publisher_count;
