-- case: shares, figures and answers of a source; copies are left out
-- given main.articles
select * from (values ('a', 'a', null), ('b', 'a', 'exact')) as t (article_id, story_id, duplicate_kind);
-- given main.entities
select * from (values ('nis', 'NIS', 'KOR'), ('us', 'U.S. government', 'USA')) as t (entity_id, name, country_code);
-- given main.claims
select * from (values
    ('c1', 'a', 'nis', 'direct', 'CT+'), ('c2', 'a', 'nis', 'indirect', 'PS+'), ('c3', 'b', 'nis', 'direct', 'CT+'),
    ('c4', 'a', 'us', 'indirect', 'CT+')
) as t (claim_id, article_id, source_entity_id, form, certainty);
-- given main.claim_figures
select 'c1' as claim_id, 'f1' as figure_id;
-- given main.figure_links
select 'f1' as figure_id, 'f2' as other_figure_id, 'conflicts' as relation;
-- given main.claim_links
select 'c4' as claim_id, 'c1' as other_claim_id, 'denies' as relation;
-- given main.ratings
select 'r' as rating_id, 'nis' as entity_id, 'B' as reliability;
-- expect
select * from (values
    ('NIS', 2, 1, 0.5, 0.5, 1, 1, 1, 'B'), ('U.S. government', 1, 1, 0, 0, 0, 0, 0, null)
) as t (source_name, claim_count, story_count, direct_share, hedged_share, figure_count, conflict_count, denied_count, reliability);
