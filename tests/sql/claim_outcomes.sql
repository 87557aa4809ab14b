-- case: an answer stands beside the claim it answers; repetitions are no answers
-- given main.articles
select * from (values ('a'), ('b')) as t (article_id);
-- given main.claims
select * from (values
    ('c1', 'a', 'Kyiv', 'a market was hit'), ('c2', 'b', 'Moscow', 'that it was hit'), ('c3', 'b', 'Kyiv', 'a market was hit')
) as t (claim_id, article_id, source_text, content_text);
-- given main.claim_links
select * from (values ('c2', 'c1', 'denies'), ('c3', 'c1', 'repeats')) as t (claim_id, other_claim_id, relation);
-- expect
select 'Kyiv' as source_name, 'a market was hit' as content_text, 'denied' as outcome, 'Moscow' as answered_by, false as is_same_article;
