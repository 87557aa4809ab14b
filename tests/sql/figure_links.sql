-- case: planned never conflicts with actual, and one source does not conflict with itself
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.figures
from (values
    ('f1', 10, 'asserted'), ('f2', 20, 'planned'), ('f3', 30, 'asserted')
) as t (figure_id, value, modality)
cross join (select 'a' as article_id, 's' as series_key) select figure_id, value, value as value_low, value as value_high, modality, article_id, series_key;
-- given main.claims
select * from (values ('c1', 'nis'), ('c2', 'zelensky')) as t (claim_id, source_entity_id);
-- given main.claim_figures
select * from (values ('c1', 'f1'), ('c2', 'f2'), ('c1', 'f3')) as t (claim_id, figure_id);
-- expect
select null as figure_id where false;

-- case: two sources, one article: disjoint values conflict, the same value agrees, overlapping ones are compatible
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.figures
from (values ('f1', 10, 10), ('f2', 20, 20), ('f3', 20, 20), ('f4', 15, 25)) as t (figure_id, value_low, value_high)
cross join (select 'a' as article_id, 's' as series_key);
-- given main.claims
select 'c' || i as claim_id, 'source ' || i as source_entity_id from range(1, 5) as t (i);
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 5) as t (i);
-- expect
select * from (values
    ('f1', 'f2', 'conflicts'), ('f1', 'f3', 'conflicts'), ('f1', 'f4', 'conflicts'), ('f2', 'f3', 'same_value'),
    ('f2', 'f4', 'compatible'), ('f3', 'f4', 'compatible')
) as t (figure_id, other_figure_id, relation);

-- case: what the article itself says is compared, but conflicts with nobody
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.figures
from (values ('f1', 10, 10), ('f2', 20, 20), ('f3', 10, 10)) as t (figure_id, value_low, value_high)
cross join (select 'a' as article_id, 's' as series_key);
-- given main.claims
select 'c' as claim_id, 'nis' as source_entity_id;
-- given main.claim_figures
select 'c' as claim_id, 'f1' as figure_id;
-- expect
select 'f1' as figure_id, 'f3' as other_figure_id, 'same_value' as relation;

-- case: figures of different days or years do not conflict
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.times
from (values ('t1', date '2024-01-01'), ('t2', date '2025-01-01')) as t (time_id, date_low) select *, date_low as date_high;
-- given main.figures
from (values ('f1', 10, 10, 't1'), ('f2', 20, 20, 't2')) as t (figure_id, value_low, value_high, time_id)
cross join (select 'a' as article_id, 's' as series_key);
-- given main.claims
select * from (values ('c1', 'nis'), ('c2', 'zelensky')) as t (claim_id, source_entity_id);
-- given main.claim_figures
select * from (values ('c1', 'f1'), ('c2', 'f2')) as t (claim_id, figure_id);
-- expect
select 'f1' as figure_id, 'f2' as other_figure_id, 'differs_other_time' as relation;

-- case: reports of one event conflict; the same series in unrelated articles does not
-- given main.articles
from (values
    ('a', 'a', date '2024-01-01'), ('b', 'b', date '2024-01-02'), ('c', 'c', date '2024-01-03')
) as t (article_id, story_id, published_on) select *, published_on::timestamptz as published_at;
-- given main.mentions
from (values ('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 2), ('b', 3), ('c', 3), ('c', 4), ('c', 5)) as t (article_id, n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values ('f1', 'a', 10), ('f2', 'b', 20), ('f3', 'c', 30)) as t (figure_id, article_id, value_low)
select *, value_low as value_high, 's' as series_key;
-- given main.claims
select 'c' || i as claim_id, 'source ' || i as source_entity_id from range(1, 4) as t (i);
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 4) as t (i);
-- expect
select 'f1' as figure_id, 'f2' as other_figure_id, 'conflicts' as relation;

-- case: a toll that grew from day to day is no conflict, one that shrank is, and on one day nobody can tell
-- given main.articles
from (values
    ('a', 'a', date '2024-01-01'), ('b', 'b', date '2024-01-02'), ('c', 'c', date '2024-01-02')
) as t (article_id, story_id, published_on) select *, published_on::timestamptz as published_at;
-- given main.mentions
from (values ('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 2), ('b', 3), ('c', 1), ('c', 2), ('c', 3)) as t (article_id, n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values ('f1', 'a', 10), ('f2', 'b', 20), ('f3', 'c', 5)) as t (figure_id, article_id, value_low)
select *, value_low as value_high, 'people.killed|-|place:gao|actual' as series_key;
-- given main.claims
select 'c' || i as claim_id, 'source ' || i as source_entity_id from range(1, 4) as t (i);
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 4) as t (i);
-- expect
select * from (values ('f1', 'f2', 'differs_other_time'), ('f1', 'f3', 'conflicts'))
    as t (figure_id, other_figure_id, relation);

-- case: a value in brackets is converted from the one before it, and a part from its total
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.figures
from (values
    ('miles', 500, 'mile', 0, 9, 'measure', 'total', null),
    ('km', 800, 'kilometre', 11, 17, 'measure', 'total', 'miles'),
    ('dead', 12, null, 20, 30, 'count', 'total', null),
    ('children', 3, null, 40, 50, 'count', 'part', null)
) as t (figure_id, value, unit, start_char, end_char, kind, role, pair_figure_id)
cross join (select 's' as sentence_id, 'a' as article_id);
-- expect
select * from (values ('km', 'miles', 'converted_from'), ('children', 'dead', 'part_of'))
    as t (figure_id, other_figure_id, relation);

-- case: a whole stands before its part, or behind "of"; of two parts in a row neither is the other's
-- given main.articles
select 'a' as article_id, 'a' as story_id, 'They signed 43 of 45 leases, comprising 12 in band one and 30 in band two.' as text;
-- given main.figures
from (values
    ('f43', 43, 12, 14, 'part', 's'), ('f45', 45, 18, 20, 'stock', 's'),
    ('f12', 12, 40, 42, 'part', 't'), ('f30', 30, 59, 61, 'stock', 't')
) as t (figure_id, value, start_char, end_char, role, sentence_id)
select *, 'a' as article_id, 'count' as kind;
-- expect
select 'f43' as figure_id, 'f45' as other_figure_id, 'part_of' as relation;

-- case: where the place of a movement is told for one figure only, they are compared inside their article
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.figures
from (values
    ('f1', 3000, 'transport', null, 'PRK', 'RUS', 's'), ('f2', 12000, 'dispatch', 'PRK', null, null, null),
    ('f3', 500, 'lose', 'PRK', null, null, null), ('f4', 7, 'send', 'PRK', null, 'CHN', 'other')
) as t (figure_id, value_low, predicate, agent_entity_id, counted_entity_id, place_entity_id, series_key)
select *, value_low as value_high, 'a' as article_id, 'people.military' as counted_class;
-- given main.claims
select 'c' || i as claim_id, 'source ' || i as source_entity_id from range(1, 5) as t (i);
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 5) as t (i);
-- expect
select * from (values ('f1', 'f2', 'conflicts'), ('f2', 'f4', 'conflicts')) as t (figure_id, other_figure_id, relation);
