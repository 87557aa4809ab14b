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

-- case: what is confirmed or denied without a claim of somebody else has a row of its own
-- given main.articles
select * from (values ('a')) as t (article_id);
-- given main.claims
select * from (values
    ('c1', 'a', 'Police', 'the deaths', 'confirm', 'positive', 'confirm', 'confirmed'),
    ('c2', 'a', 'The ministry', 'whether it knew', 'confirm', 'negative', 'confirm', 'would not confirm'),
    ('c3', 'a', 'Hasina', 'having sent the letter', 'deny', 'positive', 'deny', 'denied'),
    ('c4', 'a', 'Beijing', 'those claims', 'deny', 'positive', 'reject', 'rejects')
) as t (claim_id, article_id, source_text, content_text, cue_class, cue_polarity, cue_lemma, cue_text);
-- expect
select * from (values
    (null, 'the deaths', 'confirmed', 'Police', null::varchar, 'c1'),
    (null, 'whether it knew', 'not confirmed', 'The ministry', null, 'c2'),
    (null, 'having sent the letter', 'denied', 'Hasina', null, 'c3'),
    (null, 'those claims', 'denied', 'Beijing', null, 'c4')
) as t (source_name, content_text, outcome, answered_by, claim_id, answer_claim_id);

-- case: a refused request, an agreement, a confirmation still to come and one by nobody tell nothing of what is so
-- given main.articles
select * from (values ('a')) as t (article_id);
-- given main.claims
select * from (values
    ('c1', 'a', 'The court', 'the request for bail', 'deny', 'positive', 'reject', 'rejected'),
    ('c2', 'a', 'The council', 'to the plan', 'confirm', 'positive', 'agree', 'agreed'),
    ('c3', 'a', 'Divers', 'the find', 'confirm', 'positive', 'confirm', 'to confirm'),
    ('c4', 'a', null, 'their request', 'deny', 'positive', 'deny', 'was denied'),
    ('c5', 'a', 'She', 'sending the letter', 'deny', 'negative', 'deny', 'did not deny')
) as t (claim_id, article_id, source_text, content_text, cue_class, cue_polarity, cue_lemma, cue_text);
-- expect
select null::varchar as answer_claim_id where false;
