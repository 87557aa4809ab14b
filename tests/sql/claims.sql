-- case: a claim follows its source to the entity that an alias names
-- given seeds.aliases
select 'Auntie Beeb' as alias, 'org:bbc' as entity_id, 'BBC' as name, 'GBR' as country_code;
-- given lake.articles
select * from (values ('a'), ('b')) as t (article_id);
-- given lake.mentions
select 'a' as article_id, 'Auntie Beeb' as text, 'org:auntie-beeb' as entity_id;
-- given lake.claims
select * from (values ('1', 'a'), ('2', 'b')) as t (claim_id, article_id) cross join (select 'org:auntie-beeb' as source_entity_id);
-- expect
select * from (values ('1', 'org:bbc'), ('2', 'org:auntie-beeb')) as t (claim_id, source_entity_id);
