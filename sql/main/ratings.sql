-- What people think of sources and claims, from seeds/ratings.csv.
select
    rating_id,
    entity_id,
    claim_id,
    reliability,
    credibility::integer as credibility,
    rated_by,
    rated_on::date as rated_on,
    note,
    (rowid + 1)::integer as place,
from seeds.ratings
order by rating_id
