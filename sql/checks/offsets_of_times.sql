-- fail: a time's offsets must cut its own words out of the article's text
select times.article_id, times.time_id, times.start_char, times.end_char, times.text
from main.times
join main.articles using (article_id)
where substring(articles.text, times.start_char + 1, times.end_char - times.start_char) <> times.text
