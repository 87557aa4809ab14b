-- case: what is quoted about a thing, and whether the quoted words name it; nobody speaks of himself here
-- given main.articles
select 'a' as article_id, 'He called Russia "a partner of Pyongyang".' as text;
-- given main.entities
select * from (values ('kim', 'Kim'), ('RUS', 'Russia'), ('PRK', 'North Korea')) as t (entity_id, name);
-- given main.claims
select 'c' as claim_id, 'a' as article_id, 'kim' as source_entity_id, 10 as content_start, 42 as content_end,
    [{'start': 18, 'end': 40}] as quoted_spans;
-- given main.mentions
select * from (values ('1', 'RUS', 10, 16), ('2', 'PRK', 31, 40), ('3', 'kim', 20, 27)) as t (mention_id, entity_id, start_char, end_char)
cross join (select 'a' as article_id);
-- given main.claim_mentions
select 'c' as claim_id, unnest(['1', '2', '3']) as mention_id, 'content' as role;
-- expect
select * from (values ('Kim', 'Russia', 'a partner of Pyongyang', false), ('Kim', 'North Korea', 'a partner of Pyongyang', true))
    as t (source_name, about_name, quoted_text, is_quoted_naming);
