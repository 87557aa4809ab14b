-- case: an article that two writers brought in at once is no history; its earlier versions stand once each
-- given lake.articles
select * from (values
    ('a', 1, 'x', timestamptz '2026-01-01 00:00:00Z', 'b1'),
    ('a', 1, 'x', timestamptz '2026-01-01 00:00:01Z', 'b2'),
    ('a', 2, 'y', timestamptz '2026-01-02 00:00:00Z', 'b3'),
    ('a', 2, 'y', timestamptz '2026-01-02 00:00:01Z', 'b4'),
    ('b', 1, 'z', timestamptz '2026-01-01 00:00:00Z', 'b1')
) as t (article_id, version, text_sha256, fetched_at, batch_id);
-- expect
select * from (values ('a', 'b2')) as t (article_id, batch_id);

-- case: a text that came back is current, and was the past as well
-- given lake.articles
select * from (values ('a', 1, 'x', 'b1'), ('a', 2, 'y', 'b2'), ('a', 3, 'x', 'b3'))
    as t (article_id, version, text_sha256, batch_id);
-- expect
select * from (values ('a', 'b1'), ('a', 'b2')) as t (article_id, batch_id);
