-- One row per claim, with the keys of its dimensions.
--
-- view: rows of main as they are, nothing to compute twice
-- day: Day of publication, a key of dim_date; null when nobody says.
-- story_id: The story of the article; copies of one article share it.
-- is_copy: Whether the article is a copy of an earlier one; leave these out when counting.
-- temporality: past, present or future: when what is claimed takes place.
-- is_hedged: Whether the source is less than certain.
-- is_anonymous: Whether the source is not named.
-- confidence: The chance that the row is right in every column, from 0 to 1.
select
    claims.claim_id,
    claims.article_id,
    claims.source_entity_id,
    dim_article.day,
    dim_article.story_id,
    dim_article.is_copy,
    claims.form,
    claims.source_kind,
    claims.cue_class,
    claims.cue_polarity,
    claims.certainty,
    claims.temporality,
    claims.is_conditional,
    claims.certainty not like 'CT%' as is_hedged,
    claims.source_kind in ('anonymous', 'unspecified') as is_anonymous,
    claims.confidence,
from main.claims
join marts.dim_article using (article_id)
