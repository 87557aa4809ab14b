-- Who said what, how surely?
select
    source_name,
    parent_source_name,
    cue_text,
    content_text,
    form,
    certainty,
    temporality,
from marts.who_said_what
where not is_copy
order by published_at desc, article_id, content_start
limit 500
