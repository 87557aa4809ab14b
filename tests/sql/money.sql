-- case: one story counts a sum once; rates per something are left out
-- given main.articles
select * from (values ('a', 'a'), ('b', 'a'), ('c', 'c')) as t (article_id, story_id);
-- given main.entities
select 'acme' as entity_id, 'Acme' as name;
-- given main.figures
from (values ('f1', 'a', 5e6, null), ('f2', 'b', 5e6, null), ('f3', 'c', 9e6, null), ('f4', 'c', 80, 'barrel'))
    as t (figure_id, article_id, value, per_unit)
select *, 'money' as kind, 'USD' as currency, 'acme' as agent_entity_id;
-- expect
select 'Acme' as actor_name, 'USD' as currency, 2 as figure_count, 2 as story_count, 5e6 as smallest, 7e6 as median, 9e6 as largest, 'f3' as largest_figure_id;
