-- One row per claim with quoted words and thing it speaks of: what X said about Y, in quoted words.
--
-- view: rows of main as they are, joined when asked
-- source_name: Who said it.
-- about_name: The thing spoken of.
-- about_label: What it is, in spaCy's labels.
-- quoted_text: The words in quotation marks, joined by " ... ".
-- is_quoted_naming: Whether the quoted words themselves name the thing, not only what stands around them.
-- cue_text: The words that report it, as written; null when a quotation stands without.
-- about_entity_id: The thing spoken of.
-- story_id: The story of the article; copies of one article share it.
-- is_copy: Whether the article is a copy of an earlier one; leave these out when counting.
with spoken_of as (
    select
        claims.claim_id,
        mentions.entity_id,
        bool_or(len(list_filter(
            claims.quoted_spans,
            lambda span: span.start <= mentions.start_char and mentions.end_char <= span.end
        )) > 0) as is_quoted_naming,
    from main.claim_mentions
    join main.claims using (claim_id)
    join main.mentions using (mention_id)
    where
        claim_mentions.role = 'content'
        and len(claims.quoted_spans) > 0
        and mentions.entity_id is not null
        and mentions.entity_id is distinct from claims.source_entity_id
    group by claims.claim_id, mentions.entity_id
)
select
    said.source_name,
    entities.name as about_name,
    entities.label as about_label,
    said.quoted_text,
    spoken_of.is_quoted_naming,
    said.cue_text,
    said.certainty,
    said.publisher,
    said.published_at,
    said.story_id,
    said.is_copy,
    said.claim_id,
    said.source_entity_id,
    spoken_of.entity_id as about_entity_id,
    said.article_id,
from spoken_of
join marts.who_said_what as said on said.claim_id = spoken_of.claim_id
join main.entities on entities.entity_id = spoken_of.entity_id
