-- case: "about" widens an exact number by a tenth, and open ends stay open
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.figures
select * from (values
    ('exact', 100, 100, 100, 'exact', false),
    ('about', 100, 100, 100, 'exact', true),
    ('range', null, 2, 3, 'range', false),
    ('more', 100, 100, null, 'more_than', false),
    ('most', 100, null, 100, 'at_most', false)
) as t (figure_id, value, value_low, value_high, bound, is_approx)
cross join (select 'a' as article_id, 's' as series_key);
-- expect
select * from (values ('exact', 100, 100), ('about', 90, 110), ('range', 2, 3), ('more', 100, null), ('most', null, 100))
    as t (figure_id, low, high);

-- case: parts, differences, ordinals, denied figures and those without a series are not compared
-- given main.articles
select 'a' as article_id;
-- given main.figures
select * from (values
    ('1', 'part', 'count', 'asserted', 's'), ('2', 'difference', 'count', 'asserted', 's'),
    ('3', 'total', 'ordinal', 'asserted', 's'), ('4', 'total', 'count', 'negated', 's'),
    ('5', 'total', 'count', 'asserted', null), ('6', 'total', 'count', 'planned', 's')
) as t (figure_id, role, kind, modality, series_key)
cross join (select 'a' as article_id, 5 as value, 5 as value_low, 5 as value_high);
-- expect
select '6' as figure_id;

-- case: the innermost claim gives the source
-- given main.articles
select 'a' as article_id;
-- given main.figures
select 'f' as figure_id, 'a' as article_id, 's' as series_key, 5 as value, 5 as value_low, 5 as value_high;
-- given main.claims
select * from (values ('outer', 'park', null), ('inner', null, 'The Council')) as t (claim_id, source_entity_id, source_text);
-- given main.claim_figures
select * from (values ('outer', 'f', false), ('inner', 'f', true)) as t (claim_id, figure_id, is_innermost);
-- expect
select 'f' as figure_id, 'inner' as claim_id, 'the council' as told_by;

-- case: the series names whose and where, countries by their code; a place of its own comes first
-- given main.articles
select 'a' as article_id;
-- given main.entities
select * from (values
    ('country:GUM', 'Guam'), ('people:USA', 'Americans'), ('place:nice:FRA', 'Nice'), ('place:promenade', 'Promenade')
) as t (entity_id, name);
-- given main.figures
from (values
    ('1', 'aircraft|people:USA|GUM|actual', null), ('2', 'people.killed:child|-|place:nice:FRA|actual', null),
    ('3', 'people.killed|-|place:nice:FRA|actual', 'place:promenade')
) as t (figure_id, series_key, place_entity_id)
select *, 'a' as article_id, 5 as value, 5 as value_low, 5 as value_high;
-- expect
select * from (values
    ('1', 'aircraft', 'Americans', 'Guam'), ('2', 'people.killed:child', null, 'Nice'), ('3', 'people.killed', null, 'Promenade')
) as t (figure_id, counted_class, whose_name, place_name);

-- case: the toll of an event is compared in the series of its earliest report
-- given main.articles
from (values ('a', date '2024-01-01'), ('b', date '2024-01-02')) as t (article_id, published_on)
select *, published_on::timestamptz as published_at, 'Some 80 people were killed.' as text;
-- given main.mentions
from (values ('a'), ('b')) as t (article_id) cross join range(3) as r (n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values ('f1', 'a', 'people.killed|-|place:nice:FRA|actual', 80), ('f2', 'b', null, 84)) as t (figure_id, article_id, series_key, value)
select
    *, value as value_low, value as value_high, 'count' as kind, 'people.killed' as counted_class, 'people' as counted_head,
    [] as counted_modifiers, 0 as start_char, 7 as end_char;
-- expect
select * from (values ('f1', 80), ('f2', 84)) as t (figure_id, low) cross join (select 'people.killed|-|place:nice:FRA|actual' as series_key);
