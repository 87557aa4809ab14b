-- One row per claim and other claim of its article whose contents share text: one piece of text read twice. Claims are
-- named by their place in staging.claim_words.
select
    claims.place,
    other.place as other_place,
from staging.claim_words as claims
join staging.claim_words as other
    on other.article_id = claims.article_id
    and other.place <> claims.place
    and other.content_start < claims.content_end
    and claims.content_start < other.content_end
