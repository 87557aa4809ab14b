-- case: source by its full name, its quoted words, figures and rating
-- given main.articles
select 'a' as article_id, 'a' as story_id, 'He described it as a "grave error" costing $5.' as text;
-- given main.entities
select 'p' as entity_id, 'Lloyd Austin' as name, 'USA' as country_code;
-- given main.claims
select 'c' as claim_id, 'a' as article_id, 'He' as source_text, 'p' as source_entity_id, 'mixed' as form,
    [{'start': 22, 'end': 33}] as quoted_spans, 'PR+' as certainty;
-- given main.figures
select 'f' as figure_id, 'a' as article_id, '$5' as text;
-- given main.claim_figures
select 'c' as claim_id, 'f' as figure_id;
-- given main.ratings
select * from (values ('1', 'p', 'C', date '2026-01-01'), ('2', 'p', 'B', date '2026-02-01')) as t (rating_id, entity_id, reliability, rated_on);
-- expect
select 'Lloyd Austin' as source_name, 'USA' as source_country, 'grave error' as quoted_text, ['$5'] as figure_texts,
    true as is_hedged, 'B' as reliability;

-- case: a source without an entity is named as written, and nothing quoted is null
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.claims
select 'c' as claim_id, 'a' as article_id, 'a neighbour' as source_text;
-- expect
select 'a neighbour' as source_name, null as quoted_text, [] as figure_texts, 0 as link_count, false as is_hedged, null as reliability;

-- case: who says what they said themselves is no go-between
-- given main.articles
select 'a' as article_id;
-- given main.entities
select 'p' as entity_id, 'Andy Nias' as name;
-- given main.claims
select * from (values ('outer', null, 'p'), ('inner', 'outer', 'p')) as t (claim_id, parent_claim_id, source_entity_id)
cross join (select 'a' as article_id);
-- expect
select * from (values ('outer', null), ('inner', null)) as t (claim_id, parent_source_name);
