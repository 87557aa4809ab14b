-- case: reports of one event have the series of the earliest, whatever they call the place
-- given main.articles
from (values ('a', date '2024-01-01'), ('b', date '2024-01-02'), ('c', date '2024-01-04'), ('d', date '2024-01-06')) as t (article_id, published_on)
select *, published_on::timestamptz as published_at, 'At least 80 people were killed.' as text;
-- given main.mentions
from (values ('a'), ('b'), ('c'), ('d')) as t (article_id) cross join range(3) as r (n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values
    ('f1', 'a', null), ('f2', 'b', 'people.killed|-|place:nice:FRA|actual'),
    ('f3', 'c', 'people.killed|-|place:southern-france|actual'), ('f4', 'd', 'people.killed|-|FRA|actual')
) as t (figure_id, article_id, series_key)
select *, 'count' as kind, 'people.killed' as counted_class, 'people' as counted_head, [] as counted_modifiers, 0 as start_char, 11 as end_char;
-- expect
from (values ('f1'), ('f3'), ('f4')) as t (figure_id) select *, 'people.killed|-|place:nice:FRA|actual' as series_key;

-- case: other events, other countries, some of the people, days before and later lines keep their own series
-- given main.articles
from (values ('a', 'x'), ('b', 'y'), ('c', 'x'), ('d', 'x'), ('e', 'x'), ('f', 'x'), ('g', 'x'), ('h', 'x')) as t (article_id, event)
select
    article_id, event as section, date '2024-01-02' as published_on, timestamptz '2024-01-02 00:00:00+00' as published_at,
    'The other three people died at home, and 18 critically hurt.' as text;
-- given main.mentions
from (values ('a', 'x'), ('b', 'y'), ('c', 'x'), ('d', 'x'), ('e', 'x'), ('f', 'x'), ('g', 'x'), ('h', 'x')) as t (article_id, event) cross join range(3) as r (n)
select article_id, event || n as entity_id, article_id || n as mention_id;
-- given main.entities
select * from (values ('fra', 'FRA'), ('esp', 'ESP')) as t (entity_id, country_code);
-- given main.times
select 't' as time_id, date '2020-01-01' as date_low, date '2020-01-01' as date_high;
-- given main.figures
from (values
    ('f1', 'a', 'people.killed|-|FRA|actual', 'person', 0, 'fra', null),
    ('another event', 'b', 'people.killed|-|1|actual', 'person', 0, 'fra', null),
    ('another country', 'c', 'people.killed|-|2|actual', 'person', 0, 'esp', null),
    ('the other three', 'd', 'people.killed|-|3|actual', 'person', 10, 'fra', null),
    ('18 critically', 'e', 'people.killed|-|4|actual', 'person', 41, 'fra', null),
    ('years ago', 'f', 'people.killed|-|5|actual', 'person', 0, 'fra', 't'),
    ('pilots', 'g', 'people.killed:pilot|-|6|actual', 'pilot', 0, 'fra', null),
    ('far below', 'h', 'people.killed|-|7|actual', 'person', 900, 'fra', null)
) as t (figure_id, article_id, series_key, counted_head, start_char, place_entity_id, time_id)
select *, 'count' as kind, 'people.killed' as counted_class, [] as counted_modifiers, start_char + 2 as end_char;
-- expect
select null::varchar as figure_id where false;
