-- fail: a mention's offsets must cut its own words out of the article's text
select mentions.article_id, mentions.mention_id, mentions.start_char, mentions.end_char, mentions.text
from main.mentions
join main.articles using (article_id)
where substring(articles.text, mentions.start_char + 1, mentions.end_char - mentions.start_char) <> mentions.text
