-- fail: a claim's offsets must cut its source, cue and content out of the article's text
with spans as (
    select article_id, claim_id, content_start as start_char, content_end as end_char, content_text as text
    from main.claims
    union all
    select article_id, claim_id, source_start, source_end, source_text from main.claims
    union all
    select article_id, claim_id, cue_start, cue_end, cue_text from main.claims
),
suspects as materialized (
    select spans.*
    from spans
    join staging.ascii_texts using (article_id)
    where
        substring(ascii_texts.text, spans.start_char + 1, spans.end_char - spans.start_char) is distinct from spans.text
        or contains(spans.text, chr(26))
)
select suspects.*
from suspects
join main.articles using (article_id)
where substring(articles.text, suspects.start_char + 1, suspects.end_char - suspects.start_char) is distinct from suspects.text
union all
select article_id, claim_id, content_start, content_end, content_text
from main.claims
semi join staging.ascii_texts using (article_id)
where len(list_filter(
    content_spans || quoted_spans,
    lambda span: span.start < content_start or span.end > content_end or span.start >= span.end
)) > 0
