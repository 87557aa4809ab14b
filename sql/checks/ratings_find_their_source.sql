-- warn: a rating finds the source or the claim it rates; where it does not, correct its line in seeds/ratings.csv
select ratings.*
from main.ratings
where
    (entity_id is not null and entity_id not in (select entity_id from main.entities))
    or (claim_id is not null and claim_id not in (select claim_id from main.claims))
