-- case: a plan with a day, and the number that was counted later; what is past when published is not due
-- given main.articles
from (values ('a', date '2024-10-24', 'a'), ('b', date '2025-01-02', 'b')) as t (article_id, published_on, story_id)
select *, published_on::timestamptz as published_at;
-- given main.times
select * from (values
    ('t1', 'a', 60, 71, 'by December', date '2024-12-31'), ('t2', 'a', 160, 164, '2023', date '2023-12-31')
) as t (time_id, article_id, start_char, end_char, text, date_high);
-- given main.claims
select * from (values
    ('c1', 'NIS', 'future', 10, 80, '10,000 soldiers by December'), ('c2', 'NIS', 'future', 150, 170, 'what was begun in 2023')
) as t (claim_id, source_text, temporality, content_start, content_end, content_text) cross join (select 'a' as article_id);
-- given main.figures
select * from (values
    ('f1', 'a', '10,000 soldiers', 'planned', 'future', 20), ('f2', 'b', '11,000 soldiers', 'asserted', 'past', 0)
) as t (figure_id, article_id, text, modality, temporality, start_char)
cross join (select 'people.military' as counted_class, 'PRK' as agent_entity_id);
-- given main.claim_figures
select 'c1' as claim_id, 'f1' as figure_id;
-- expect
select 'NIS' as source_name, date '2024-10-24' as made_on, date '2024-12-31' as due_on, 'by December' as due_text,
    '10,000 soldiers' as figure_text, 'counted' as outcome, '11,000 soldiers' as outcome_text, date '2025-01-02' as outcome_on;
