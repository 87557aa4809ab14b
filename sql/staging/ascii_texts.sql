-- One row per article: its text with chr(26) for every character that is not ASCII. DuckDB cuts words out of such a text
-- at once, and out of any other by walking there from its first letter; sql/checks/offsets_of_*.sql cut all words of all
-- articles, and look at the text itself only where the words differ. Left out are batches of which an earlier publish kept
-- the rows, and had checked them.
select
    article_id,
    case
        when strlen(articles.text) = length(articles.text) then articles.text
        else regexp_replace(articles.text, '[^\x00-\x7f]', chr(26), 'g')
    end as text,
from main.articles
anti join lake.kept using (batch_id)
