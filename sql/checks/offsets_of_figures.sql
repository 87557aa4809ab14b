-- fail: a figure's offsets must cut its own words out of the article's text
with suspects as materialized (
    select figures.article_id, figures.figure_id, figures.start_char, figures.end_char, figures.text
    from main.figures
    join staging.ascii_texts using (article_id)
    where
        substring(ascii_texts.text, figures.start_char + 1, figures.end_char - figures.start_char) <> figures.text
        or contains(figures.text, chr(26))
)
select suspects.*
from suspects
join main.articles using (article_id)
where substring(articles.text, suspects.start_char + 1, suspects.end_char - suspects.start_char) <> suspects.text
