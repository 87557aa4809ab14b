-- One row per real-world thing that some article names.
--
-- view: rows of main as they are, nothing to compute twice
-- name: The name most articles use in full.
-- label: spaCy's English labels, as in mentions.
-- country_code: ISO 3166 alpha-3 code of the country it is or belongs to; null when unknown.
select
    entity_id,
    name,
    label,
    country_code,
    mention_count,
    article_count,
    first_seen_at,
    last_seen_at,
from main.entities
