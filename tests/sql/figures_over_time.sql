-- case: copies count once, and each value is measured against the day before
-- given main.articles
select * from (values
    ('a', 'a', date '2024-01-01'), ('b', 'a', date '2024-01-01'), ('c', 'c', date '2024-01-03'), ('d', 'd', null)
) as t (article_id, story_id, published_on);
-- given main.figures
from (values ('f1', 'a', 10), ('f2', 'b', 10), ('f3', 'c', 15), ('f4', 'd', 99)) as t (figure_id, article_id, value_low)
select *, value_low as value_high, 's' as series_key;
-- given main.claims
select 'c' as claim_id, 'Police' as source_text;
-- given main.claim_figures
select 'c' as claim_id, 'f3' as figure_id;
-- expect
select * from (values
    (date '2024-01-01', 10, 1, 0, [], null, null), (date '2024-01-03', 15, 1, 1, ['Police'], 10, 5)
) as t (day, low, story_count, source_count, source_names, previous_low, change);

-- case: nobody knows how far a number moved between 84 and dozens
-- given main.articles
select * from (values
    ('a', 'a', date '2024-01-01'), ('b', 'b', date '2024-01-02'), ('c', 'c', date '2024-01-03'), ('d', 'd', date '2024-01-04')
) as t (article_id, story_id, published_on);
-- given main.figures
from (values ('f1', 'a', 84, 84), ('f2', 'b', 12, 100), ('f3', 'c', 85, 85), ('f4', 'd', 86, null))
    as t (figure_id, article_id, value_low, value_high)
select *, 's' as series_key;
-- expect
select * from (values
    (date '2024-01-01', 84, null, null), (date '2024-01-02', 12, 84, null), (date '2024-01-03', 85, 12, null), (date '2024-01-04', 86, 85, 1)
) as t (day, low, previous_low, change);
