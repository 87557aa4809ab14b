-- case: two named in one sentence, counted once a sentence; copies are left out
-- given main.articles
select * from (values ('a', 'a', null), ('b', 'a', 'exact')) as t (article_id, story_id, duplicate_kind);
-- given main.entities
select * from (values ('kim', 'Kim'), ('nis', 'NIS')) as t (entity_id, name);
-- given main.sentences
select unnest(['s1', 's2', 's3']) as sentence_id;
-- given main.mentions
select * from (values
    ('1', 'a', 's1', 'kim'), ('2', 'a', 's1', 'kim'), ('3', 'a', 's1', 'nis'), ('4', 'a', 's2', 'nis'), ('5', 'b', 's3', 'kim'),
    ('6', 'b', 's3', 'nis'), ('7', 'a', 's1', null)
) as t (mention_id, article_id, sentence_id, entity_id);
-- expect
select 'Kim' as name, 'NIS' as other_name, 1 as sentence_count, 1 as story_count, 0.5 as share;
