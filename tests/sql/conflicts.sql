-- case: the lower figure stands first, whichever id it has
-- given main.articles
select 'a' as article_id;
-- given main.figures
from (values ('f1', 12000, 'a total of 12,000'), ('f2', 3000, '3,000 soldiers')) as t (figure_id, value, text)
select *, value as value_low, value as value_high, 'a' as article_id, 's' as sentence_id, 's' as series_key;
-- given main.claims
select * from (values ('c1', 'Zelensky'), ('c2', 'NIS')) as t (claim_id, source_text);
-- given main.claim_figures
select * from (values ('c1', 'f1'), ('c2', 'f2')) as t (claim_id, figure_id);
-- given main.figure_links
select 'f1' as figure_id, 'f2' as other_figure_id, 'conflicts' as relation, 4.0 as ratio;
-- expect
select '3,000 soldiers' as lower_text, 'NIS' as lower_source_name, 'a total of 12,000' as higher_text,
    'Zelensky' as higher_source_name, 4 as ratio, true as is_in_one_article, 's' as counted_class;
