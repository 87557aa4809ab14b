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
