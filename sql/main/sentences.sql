-- The rows that were found in the newest version of each article, in the order of the lake.
select sentences.*
from lake.sentences
join staging.current using (article_id, batch_id)
order by current.place, sentences.start_char, sentences.sentence_id
