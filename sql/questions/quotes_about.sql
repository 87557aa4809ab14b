-- What did somebody say about something, in quoted words?
select
    source_name,
    about_name,
    cue_text,
    quoted_text,
    publisher,
    published_at,
from marts.quotes_about
where not is_copy
order by published_at desc, article_id, claim_id, about_entity_id
limit 100
