-- case: the name most articles use in full, and every other way it is named
-- given main.articles
select * from (values
    ('a', timestamptz '2026-01-01'), ('b', timestamptz '2026-01-03'), ('c', null)
) as t (article_id, published_at);
-- given main.mentions
select * from (values
    ('1', 'a', 'NIS', 'acronym', 'National Intelligence Service', 'ORG'),
    ('2', 'a', 'the agency', 'nominal', 'National Intelligence Service', 'ORG'),
    ('3', 'b', 'National Intelligence Service', 'name', 'National Intelligence Service', 'ORG'),
    ('4', 'c', 'NIS', 'acronym', 'NIS', 'ORG')
) as t (mention_id, article_id, text, kind, entity_name, label) cross join (select 'org:nis' as entity_id);
-- expect
select
    'org:nis' as entity_id, 'National Intelligence Service' as name, ['NIS'] as aliases, 4 as mention_count,
    3 as article_count, timestamptz '2026-01-01' as first_seen_at, timestamptz '2026-01-03' as last_seen_at;

-- case: mentions nobody could place are no entity
-- given main.articles
select 'a' as article_id;
-- given main.mentions
select '1' as mention_id, 'a' as article_id, null as entity_id;
-- expect
select 'x' as entity_id where false;

-- case: a country is a place, however often its people or its adjective are named
-- given main.articles
select 'a' as article_id;
-- given main.mentions
select i::varchar as mention_id, 'a' as article_id, 'German' as text, 'name' as kind, 'Germany' as entity_name, 'NORP' as label, 'country:DEU' as entity_id,
from range(3) as t (i);
-- expect
select 'country:DEU' as entity_id, 'GPE' as label;

-- case: an organisation has no country that hardly any of its mentions has; a person has one that is said once
-- given main.articles
select 'a' as article_id;
-- given main.mentions
select
    entity_id || i as mention_id, 'a' as article_id, entity_id as text, 'name' as kind, entity_id as entity_name, label, entity_id,
    case when i = 0 then 'PRK' end as country_code,
from (values ('org:united-nations', 'ORG'), ('person:kim', 'PERSON')) as t (entity_id, label), range(11) as r (i);
-- expect
select * from (values ('org:united-nations', null), ('person:kim', 'PRK')) as t (entity_id, country_code);
