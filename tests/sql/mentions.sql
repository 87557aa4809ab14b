-- case: an alias written down later also counts for what was read before, pronouns of the entity included
-- given seeds.aliases
select 'Big Apple' as alias, 'place:nyc' as entity_id, 'New York City' as name, 'GPE' as label, 'USA' as country_code;
-- given lake.articles
select 'a' as article_id;
-- given lake.mentions
select * from (values
    ('1', 'Big Apple', 'org:big-apple', 'Big Apple', 'full_name'), ('2', 'it', 'org:big-apple', 'Big Apple', 'pronoun'),
    ('3', 'Apple', 'org:apple', 'Apple', 'full_name')
) as t (mention_id, text, entity_id, entity_name, link_method) cross join (select 'a' as article_id);
-- expect
select * from (values
    ('1', 'place:nyc', 'New York City', 'USA', 'alias'), ('2', 'place:nyc', 'New York City', 'USA', 'pronoun'),
    ('3', 'org:apple', 'Apple', null, 'full_name')
) as t (mention_id, entity_id, entity_name, country_code, link_method);
