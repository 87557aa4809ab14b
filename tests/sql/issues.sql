-- case: an issue stands once, and those of earlier versions of an article are left out
-- given lake.articles
select * from (values ('a', 1, 'b1'), ('a', 2, 'b2')) as t (article_id, version, batch_id);
-- given lake.issues
select * from (values ('i1', 'a', 'b1'), ('i2', 'a', 'b2'), ('i3', null, 'b1'), ('i3', null, 'b2')) as t (issue_id, article_id, batch_id);
-- expect
select * from (values ('i2'), ('i3')) as t (issue_id);
