-- What have people rated and corrected, and is it still there?
select
    kind,
    about,
    column_name,
    new_value,
    judged_by,
    judged_on,
    note,
    is_found,
from marts.judgements
where is_latest
order by is_found, judged_on desc, judgement_id
limit 100
