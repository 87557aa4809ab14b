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
