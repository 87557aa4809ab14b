-- fail: a time's offsets must cut its own words out of the article's text
with suspects as materialized (
    select times.article_id, times.time_id, times.start_char, times.end_char, times.text
    from main.times
    join staging.ascii_texts using (article_id)
    where
        substring(ascii_texts.text, times.start_char + 1, times.end_char - times.start_char) <> times.text
        or contains(times.text, chr(26))
)
select suspects.*
from suspects
join main.articles using (article_id)
where substring(articles.text, suspects.start_char + 1, suspects.end_char - suspects.start_char) <> suspects.text
