-- case: the first story to give a value, and the hours to the second; its own copies do not count
-- given main.articles
select * from (values
    ('a', 'a', 'AP', timestamptz '2024-01-01 08:00:00+00'), ('b', 'a', 'Times', timestamptz '2024-01-01 09:00:00+00'),
    ('c', 'c', 'Post', timestamptz '2024-01-01 20:30:00+00'), ('d', 'd', 'Post', timestamptz '2024-01-01 21:00:00+00')
) as t (article_id, story_id, publisher, published_at);
-- given main.figures
from (values ('f1', 'a', 10), ('f2', 'b', 10), ('f3', 'c', 10), ('f4', 'd', 99)) as t (figure_id, article_id, value_low)
select *, value_low as value_high, 's' as series_key;
-- expect
select 'AP' as first_publisher, 'Post' as second_publisher, 12.5 as lag_hours, 2 as story_count, 10 as low;

-- case: a time that is midnight sharp tells only the day
-- given main.articles
select * from (values
    ('a', 'a', timestamptz '2024-01-01 00:00:00+00'), ('b', 'b', timestamptz '2024-01-01 20:30:00+00')
) as t (article_id, story_id, published_at);
-- given main.figures
from (values ('f1', 'a', 12), ('f2', 'b', 12)) as t (figure_id, article_id, value_low)
select *, 'dozens' as text, 100 as value_high, 's' as series_key;
-- expect
select 'dozens' as figure_text, 20.5 as lag_hours, true as is_day_only;

-- case: a number that only reports of one event make the same; who met the first through a third does not count
-- given main.articles
select * from (values
    ('a', 'a', 'AP', timestamptz '2024-01-01 08:00:00+00'), ('b', 'b', 'Times', timestamptz '2024-01-01 09:00:00+00'),
    ('c', 'c', 'Post', timestamptz '2024-01-02 08:00:00+00'), ('d', 'd', 'Mail', timestamptz '2024-01-05 08:00:00+00')
) as t (article_id, story_id, publisher, published_at);
-- given main.figures
from (values ('f4', 'a'), ('f2', 'b'), ('f3', 'c'), ('f1', 'd')) as t (figure_id, article_id)
select *, 21 as value_low, 21 as value_high, '21' as text, 'girls' as counted_text, 'count' as kind;
-- given main.figure_links
from (values ('f2', 'f4'), ('f3', 'f4'), ('f2', 'f3'), ('f1', 'f3')) as t (figure_id, other_figure_id)
select *, 'same_value' as relation, 'same number in reports of one event' as method;
-- expect
select 'f4' as first_figure_id, 'girls' as what, null as series_key, 'AP' as first_publisher, 'Times' as second_publisher, 3 as story_count;
