-- case: a series with its ends, counting sources and stories; figures in no conflict take no part
-- given main.articles
select * from (values ('a', 'a', null), ('b', 'a', 'exact'), ('c', 'c', null)) as t (article_id, story_id, duplicate_kind);
-- given main.figures
from (values ('f1', 'a', 3000, 's'), ('f2', 'b', 12000, 's'), ('f3', 'c', 12000, 's'), ('f4', 'c', 7, 'r'))
    as t (figure_id, article_id, value_low, series_key)
select *, value_low as value_high, 'soldier' as counted_text;
-- given main.claims
select * from (values ('c1', 'NIS'), ('c2', 'Zelensky'), ('c3', 'Zelensky')) as t (claim_id, source_text);
-- given main.claim_figures
select * from (values ('c1', 'f1'), ('c2', 'f2'), ('c3', 'f3')) as t (claim_id, figure_id);
-- given main.figure_links
select * from (values ('f1', 'f2', 'conflicts'), ('f1', 'f3', 'conflicts'), ('f2', 'f3', 'same_value'))
    as t (figure_id, other_figure_id, relation);
-- expect
select 's' as series_key, 'soldier' as what, 2 as conflict_count, 2 as source_count, 2 as story_count, 3000 as lowest, 12000 as highest, 4 as ratio;
