-- fail: a sentence lies inside its article's text, and neither begins nor ends with white space
select sentences.article_id, sentences.sentence_id, sentences.start_char, sentences.end_char
from main.sentences
join main.articles using (article_id)
where
    sentences.start_char < 0
    or sentences.end_char > length(articles.text)
    or sentences.start_char >= sentences.end_char
