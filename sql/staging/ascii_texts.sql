-- One row per article: its text with chr(26) for every character that is not ASCII. DuckDB cuts words out of such a text
-- at once, and out of any other by walking there from its first letter; sql/checks/offsets_of_*.sql cut all words of these
-- articles, and look at the text itself only where the words differ. Left out are batches whose words were found in their
-- articles before, by extraction or by an earlier publish; articles that somebody corrected are looked at each time.
select
    article_id,
    case
        when strlen(articles.text) = length(articles.text) then articles.text
        else regexp_replace(articles.text, '[^\x00-\x7f]', chr(26), 'g')
    end as text,
from main.articles
where
    batch_id in (select batch_id from lake.unchecked)
    or article_id in (select article_id from staging.corrected)
