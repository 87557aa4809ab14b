-- One row per sentence of the articles of a batch that stands outside the body.
select
    sentences.article_id,
    sentences.start_char,
    sentences.zone,
from main.sentences
join temp.article_pages as pages using (article_id)
where pages.rank >= $first and pages.rank < $after and sentences.zone <> 'body'
order by sentences.article_id, sentences.start_char
