-- case: the same text is one story, named by the earliest article
-- given lake.articles
select * from (values
    ('late', 'x', timestamptz '2026-01-02'), ('early', 'x', timestamptz '2026-01-01'), ('other', 'y', timestamptz '2026-01-01')
) as t (article_id, text_sha256, published_at);
-- expect
select * from (values ('late', 'early', 'exact'), ('early', 'early', null), ('other', 'other', null))
    as t (article_id, story_id, duplicate_kind);

-- case: texts that share a band are near copies only when their signatures agree, and so are copies of copies
-- given lake.articles
select * from (values
    ('a', '1', ['p'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], timestamptz '2026-01-01'),
    ('b', '2', ['p', 'q'], [1, 2, 3, 4, 5, 6, 7, 8, 0, 0], timestamptz '2026-01-02'),
    ('c', '3', ['q'], [1, 2, 3, 4, 5, 6, 9, 9, 0, 0], timestamptz '2026-01-03'),
    ('d', '4', ['p'], [1, 2, 3, 4, 5, 6, 11, 12, 13, 14], timestamptz '2026-01-04'),
    ('e', '3', ['q'], [1, 2, 3, 4, 5, 6, 9, 9, 0, 0], timestamptz '2026-01-05')
) as t (article_id, text_sha256, bands, signature, published_at);
-- expect
select * from (values ('a', 'a', null), ('b', 'a', 'near'), ('c', 'a', 'near'), ('d', 'd', null), ('e', 'a', 'exact'))
    as t (article_id, story_id, duplicate_kind);

-- case: very short texts have no bands and are copies only word by word
-- given lake.articles
select * from (values ('a', '1'), ('b', '2')) as t (article_id, text_sha256);
-- expect
select * from (values ('a', 'a', null), ('b', 'b', null)) as t (article_id, story_id, duplicate_kind);
