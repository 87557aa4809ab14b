-- What could not be read, earlier versions of articles left out; an issue raised by several runs stands once.
select issues.*
from lake.issues
left join staging.current on current.article_id = issues.article_id
where
    issues.article_id is null
    or current.batch_id = issues.batch_id
qualify row_number() over (partition by issues.issue_id order by issues.batch_id) = 1
order by issues.place, issues.start_char, issues.issue_id
