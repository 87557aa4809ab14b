-- fail: a claim's offsets must cut its source, cue and content out of the article's text
select claims.article_id, claims.claim_id, claims.source_text, claims.cue_text, claims.content_text
from main.claims
join main.articles using (article_id)
where
    substring(articles.text, content_start + 1, content_end - content_start) <> content_text
    or substring(articles.text, source_start + 1, source_end - source_start) is distinct from source_text
    or substring(articles.text, cue_start + 1, cue_end - cue_start) is distinct from cue_text
    or len(list_filter(
        content_spans || quoted_spans,
        lambda span: span.start < content_start or span.end > content_end or span.start >= span.end
    )) > 0
