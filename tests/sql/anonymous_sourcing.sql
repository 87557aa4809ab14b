-- case: unnamed sources by publisher and month; authors and copies are left out
-- given main.articles
select * from (values
    ('a', 'Times', timestamptz '2026-01-05', null), ('b', 'Times', timestamptz '2026-01-09', 'exact'), ('c', null, null, null)
) as t (article_id, publisher, published_at, duplicate_kind);
-- given main.claims
select * from (values
    ('1', 'a', 'anonymous'), ('2', 'a', 'person'), ('3', 'a', 'author'), ('4', 'b', 'anonymous'), ('5', 'c', 'unspecified')
) as t (claim_id, article_id, source_kind);
-- given main.claim_figures
select '1' as claim_id, 'f' as figure_id;
-- expect
select * from (values ('Times', date '2026-01-01', 2, 1, 0.5, 1), ('test', null, 1, 1, 1, 0))
    as t (publisher, month, claim_count, anonymous_count, anonymous_share, anonymous_figure_count);
