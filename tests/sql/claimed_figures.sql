-- case: a figure inside nested claims belongs to the inner source, through the outer one
-- given main.articles
select * from (values ('a', 'a', 'Park said the NIS revealed that 3,000 soldiers have left.'))
    as t (article_id, story_id, text);
-- given main.sentences
select * from (values ('s', 'a', 0, 57)) as t (sentence_id, article_id, start_char, end_char);
-- given main.entities
select * from (values ('org:nis', 'NIS'), ('person:park', 'Park')) as t (entity_id, name);
-- given main.figures
select * from (values ('f', 'a', 's', '3,000 soldiers', 3000, 'soldier')) as t (figure_id, article_id, sentence_id, text, value, counted_text);
-- given main.claims
select * from (values
    ('outer', 'a', null, 'person:park', 'said', 10, 57, 'CT+'),
    ('inner', 'a', 'outer', 'org:nis', 'revealed', 27, 57, 'CT+')
) as t (claim_id, article_id, parent_claim_id, source_entity_id, cue_text, content_start, content_end, certainty);
-- given main.claim_figures
select * from (values ('outer', 'f', false), ('inner', 'f', true)) as t (claim_id, figure_id, is_innermost);
-- expect
select * from (values ('soldier', 3000, 'NIS', 'Park', 'revealed', 'CT+', false, 0))
    as t (what, value, source_name, through_name, cue_text, certainty, is_planned, conflict_count);

-- case: a figure that no source gives is the author's own
-- given main.articles
select 'a' as article_id, 'a' as story_id, '5 dead' as text;
-- given main.sentences
select 's' as sentence_id, 'a' as article_id, 0 as start_char, 6 as end_char;
-- given main.figures
select 'f' as figure_id, 'a' as article_id, 's' as sentence_id, '5 dead' as text, 5 as value, 'planned' as modality;
-- expect
select null as source_name, 'author' as source_kind, null as certainty, true as is_planned, '5 dead' as sentence;

-- case: conflicts are counted from both sides, and a copy says that it is one
-- given main.articles
select * from (values ('a', 'a', null), ('b', 'a', 'exact')) as t (article_id, story_id, duplicate_kind);
-- given main.sentences
select * from (values ('s', 'a'), ('r', 'b')) as t (sentence_id, article_id);
-- given main.figures
select * from (values ('f', 'a', 's'), ('g', 'b', 'r')) as t (figure_id, article_id, sentence_id);
-- given main.figure_links
select 'f' as figure_id, 'g' as other_figure_id, 'conflicts' as relation;
-- expect
select * from (values ('f', 1, false), ('g', 1, true)) as t (figure_id, conflict_count, is_copy);

-- case: who says what they said themselves is no go-between
-- given main.articles
select 'a' as article_id;
-- given main.sentences
select 's' as sentence_id, 'a' as article_id;
-- given main.figures
select 'f' as figure_id, 'a' as article_id, 's' as sentence_id;
-- given main.entities
select 'p' as entity_id, 'Andy Nias' as name;
-- given main.claims
select * from (values ('outer', null, 'p'), ('inner', 'outer', 'p')) as t (claim_id, parent_claim_id, source_entity_id);
-- given main.claim_figures
select 'inner' as claim_id, 'f' as figure_id;
-- expect
select 'Andy Nias' as source_name, null as through_name;
