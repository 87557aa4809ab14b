-- fail: a sentence lies inside its article's text
select sentences.article_id, sentences.sentence_id, sentences.start_char, sentences.end_char
from main.sentences
join staging.ascii_texts using (article_id)
where
    sentences.start_char < 0
    or sentences.end_char > strlen(ascii_texts.text)
    or sentences.start_char >= sentences.end_char
