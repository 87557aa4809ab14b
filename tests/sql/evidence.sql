-- case: the words in their context, at the beginning of an article and inside it
-- given main.articles
select 'a' as article_id, '12 people died, officials said.' as text;
-- given main.figures
select 'f' as figure_id, 'a' as article_id, 0 as start_char, 9 as end_char, '12 people' as text, 12 as value;
-- given main.mentions
select 'm' as mention_id, 'a' as article_id, 16 as start_char, 25 as end_char, 'officials' as text, 'PERSON' as label;
-- expect
select * from (values
    ('figures', 'f', '»12 people« died, officials said.'), ('mentions', 'm', '12 people died, »officials« said.')
) as t (table_name, row_id, context);
