-- case: from the innermost source to the publisher, as sure as its weakest link
-- given main.articles
select 'a' as article_id, 'Times' as publisher;
-- given main.figures
select 'f' as figure_id, 'a' as article_id, '3,000' as text;
-- given main.claims
select * from (values
    ('outer', null, 'Park', 0, 90, 'person', 'PR+'), ('inner', 'outer', 'the NIS', 20, 90, 'organisation', 'CT+')
) as t (claim_id, parent_claim_id, source_text, content_start, content_end, source_kind, certainty);
-- given main.claim_figures
select * from (values ('outer', 'f', false), ('inner', 'f', true)) as t (claim_id, figure_id, is_innermost);
-- expect
select 'the NIS < Park < Times' as chain, 2 as hop_count, 'the NIS' as innermost_source_name, false as is_anonymous, 'PR+' as chain_certainty;

-- case: who says what they said themselves stands in the chain once
-- given main.articles
select 'a' as article_id, 'Times' as publisher;
-- given main.figures
select 'f' as figure_id, 'a' as article_id;
-- given main.entities
select 'p' as entity_id, 'Andy Nias' as name;
-- given main.claims
select * from (values
    ('1', null, null, 'a witness', 0), ('2', '1', 'p', 'Nias', 10), ('3', '2', 'p', 'he', 20)
) as t (claim_id, parent_claim_id, source_entity_id, source_text, content_start)
cross join (select 90 as content_end);
-- given main.claim_figures
select '3' as claim_id, 'f' as figure_id;
-- expect
select 'Andy Nias < a witness < Times' as chain, 2 as hop_count;
