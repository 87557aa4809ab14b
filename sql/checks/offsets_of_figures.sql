-- fail: a figure's offsets must cut its own words out of the article's text
select figures.article_id, figures.figure_id, figures.start_char, figures.end_char, figures.text
from main.figures
join main.articles using (article_id)
where substring(articles.text, figures.start_char + 1, figures.end_char - figures.start_char) <> figures.text
