-- fail: a rating gives a source a reliability from A to F or a claim a credibility from 1 to 6; mend its line in seeds/ratings.csv
select rating_id, entity_id, claim_id, reliability, credibility, rated_by, rated_on
from main.ratings
where
    (entity_id is null) = (claim_id is null)
    or (reliability is null and credibility is null)
    or reliability not in ('A', 'B', 'C', 'D', 'E', 'F')
    or credibility not between 1 and 6
