-- case: every day from the first to the last, also those without articles
-- given main.articles
select * from (values ('a', date '2024-03-29'), ('b', date '2024-04-01'), ('c', null)) as t (article_id, published_on);
-- expect
select * from (values
    (date '2024-03-29', date '2024-03-25', date '2024-01-01', 5, false), (date '2024-03-30', date '2024-03-25', date '2024-01-01', 6, true),
    (date '2024-03-31', date '2024-03-25', date '2024-01-01', 7, true), (date '2024-04-01', date '2024-04-01', date '2024-04-01', 1, false)
) as t (day, week, quarter, weekday, is_weekend);
