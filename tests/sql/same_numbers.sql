-- case: reports of one event that count the same to the same number, without a series; copies stay out
-- given main.articles
from (values
    ('a', 'a', date '2024-01-01', null), ('b', 'b', date '2024-01-02', null), ('c', 'c', date '2024-01-09', null),
    ('d', 'a', date '2024-01-02', 'near')
) as t (article_id, story_id, published_on, duplicate_kind) select *, published_on::timestamptz as published_at;
-- given main.mentions
from (values ('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 2), ('b', 3), ('c', 1), ('c', 2), ('c', 3), ('d', 1), ('d', 2), ('d', 3))
    as t (article_id, n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values ('f1', 'a', 'free'), ('f2', 'b', 'release'), ('f3', 'c', 'free'), ('f4', 'd', 'free')) as t (figure_id, article_id, predicate)
select *, 21 as value, 'girl' as counted_head, 'count' as kind;
-- expect
select 'f2' as figure_id, 'f1' as other_figure_id;

-- case: a small count needs the same verb, too, and one is no number to meet by
-- given main.articles
from (values ('a', 'a'), ('b', 'b'), ('c', 'c')) as t (article_id, story_id)
select *, date '2024-01-01' as published_on, timestamptz '2024-01-01 00:00:00+00' as published_at;
-- given main.mentions
from (values ('a'), ('b'), ('c')) as t (article_id) cross join range(3) as r (n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values
    ('f1', 'a', 2, 'kill'), ('f2', 'b', 2, 'kill'), ('f3', 'c', 2, 'meet'), ('g1', 'a', 1, 'kill'), ('g2', 'b', 1, 'kill')
) as t (figure_id, article_id, value, predicate)
select *, 'man' as counted_head, 'count' as kind;
-- expect
select 'f2' as figure_id, 'f1' as other_figure_id;

-- case: sums and measures need a word of what they are about in common, the verb, or three digits
-- given main.articles
from (values ('a', 'a'), ('b', 'b')) as t (article_id, story_id)
select *, date '2024-01-01' as published_on, timestamptz '2024-01-01 00:00:00+00' as published_at;
-- given main.mentions
from (values ('a'), ('b')) as t (article_id) cross join range(3) as r (n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values
    ('f1', 'a', 5, 'dollar', 'tax bill', 'take'), ('f2', 'b', 5, 'dollar', 'The Bill', 'cost'),
    ('g1', 'a', 7, 'dollar', 'tax bill', 'take'), ('g2', 'b', 7, 'dollar', 'new roof', 'cost'),
    ('h1', 'a', 284, 'dollar', 'tax', 'take'), ('h2', 'b', 284, 'dollar', 'roof', 'cost'),
    ('i1', 'a', 9, 'dollar', 'roof', 'cost'), ('i2', 'b', 9, 'euro', 'roof', 'cost')
) as t (figure_id, article_id, value, unit, concept, predicate)
select *, 'money' as kind;
-- expect
select * from (values ('f2', 'f1'), ('h2', 'h1')) as t (figure_id, other_figure_id);

-- case: neither spans of time nor what is denied in one of them, nor reports that share little
-- given main.articles
from (values ('a', 'a'), ('b', 'b'), ('c', 'c')) as t (article_id, story_id)
select *, date '2024-01-01' as published_on, timestamptz '2024-01-01 00:00:00+00' as published_at;
-- given main.mentions
from (values ('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', 2), ('b', 3), ('c', 3), ('c', 4), ('c', 5)) as t (article_id, n)
select article_id, 'entity ' || n as entity_id, article_id || n as mention_id;
-- given main.figures
from (values
    ('f1', 'a', 'duration', 'asserted', 30), ('f2', 'b', 'duration', 'asserted', 30),
    ('g1', 'a', 'count', 'asserted', 40), ('g2', 'b', 'count', 'negated', 40), ('g3', 'c', 'count', 'asserted', 40)
) as t (figure_id, article_id, kind, modality, value)
select *, 'soldier' as counted_head, 'kill' as predicate;
-- expect
select null as figure_id where false;

-- case: the twentieth report and all after it point at the first twenty
-- given main.articles
from range(100, 130) as r (n)
select 'a' || n as article_id, 'a' || n as story_id, date '2024-01-01' as published_on, timestamptz '2024-01-01 00:00:00+00' + to_minutes(n) as published_at;
-- given main.mentions
from range(100, 130) as r (n) cross join range(3) as e (k)
select 'a' || n as article_id, 'entity ' || k as entity_id, n || '-' || k as mention_id;
-- given main.figures
from range(100, 130) as r (n)
select 'f' || n as figure_id, 'a' || n as article_id, 21 as value, 'girl' as counted_head, 'count' as kind;
-- expect
select 'f' || later as figure_id, 'f' || earlier as other_figure_id
from range(100, 130) as t (later) join range(100, 120) as u (earlier) on earlier < later;
