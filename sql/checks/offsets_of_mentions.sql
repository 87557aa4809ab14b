-- fail: a mention's offsets must cut its own words out of the article's text
with suspects as materialized (
    select mentions.article_id, mentions.mention_id, mentions.start_char, mentions.end_char, mentions.text
    from main.mentions
    join staging.ascii_texts using (article_id)
    where
        substring(ascii_texts.text, mentions.start_char + 1, mentions.end_char - mentions.start_char) <> mentions.text
        or contains(mentions.text, chr(26))
)
select suspects.*
from suspects
join main.articles using (article_id)
where substring(articles.text, suspects.start_char + 1, suspects.end_char - suspects.start_char) <> suspects.text
