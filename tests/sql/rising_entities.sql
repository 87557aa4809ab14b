-- case: stories of a week against the mean of the four weeks before
-- given main.articles
select * from (values
    ('a', 'a', date '2024-01-02'), ('b', 'b', date '2024-01-16'), ('c', 'c', date '2024-01-30'), ('d', 'd', date '2024-01-31'),
    ('e', 'd', date '2024-01-31'), ('f', 'f', null)
) as t (article_id, story_id, published_on);
-- given main.entities
select 'kim' as entity_id, 'Kim' as name;
-- given main.mentions
select 'm' || article_id as mention_id, article_id, 'kim' as entity_id from (values ('a'), ('b'), ('c'), ('d'), ('e'), ('f')) as t (article_id);
-- expect
select * from (values (date '2024-01-01', 1, 0, 2), (date '2024-01-15', 1, 0.25, 1.6), (date '2024-01-29', 2, 0.5, 2))
    as t (week, story_count, mean_before, rise);
