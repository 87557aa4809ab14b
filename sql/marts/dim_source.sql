-- One row per entity that says something: the sources of fact_claims and fact_figures.
--
-- view: rows of main as they are, nothing to compute twice
-- source_name: The source's fullest name.
-- source_kind: What kind of source it is, as most of its claims have it.
-- country_code: ISO 3166 alpha-3 code of its country; null when unknown.
-- reliability: Admiralty reliability, A to F, as rated last; null when nobody rated it.
select
    source_entity_id,
    source_name,
    source_kind,
    country_code,
    reliability,
from marts.source_profiles
