-- fail: an id stands once
select
    'articles' as table_name,
    article_id as row_id,
    count(*) as row_count,
from main.articles
group by article_id
having count(*) > 1
union all
select
    'sentences',
    sentence_id,
    count(*),
from main.sentences
group by sentence_id
having count(*) > 1
union all
select
    'mentions',
    mention_id,
    count(*),
from main.mentions
group by mention_id
having count(*) > 1
union all
select
    'entities',
    entity_id,
    count(*),
from main.entities
group by entity_id
having count(*) > 1
union all
select
    'times',
    time_id,
    count(*),
from main.times
group by time_id
having count(*) > 1
union all
select
    'figures',
    figure_id,
    count(*),
from main.figures
group by figure_id
having count(*) > 1
union all
select
    'claims',
    claim_id,
    count(*),
from main.claims
group by claim_id
having count(*) > 1
union all
select
    'issues',
    issue_id,
    count(*),
from main.issues
group by issue_id
having count(*) > 1
union all
select
    'runs',
    run_id,
    count(*),
from main.runs
group by run_id
having count(*) > 1
union all
select
    'ratings',
    rating_id,
    count(*),
from main.ratings
group by rating_id
having count(*) > 1
union all
select
    'corrections',
    correction_id,
    count(*),
from main.corrections
group by correction_id
having count(*) > 1
union all
select
    'claim_figures',
    concat_ws(' ', claim_id, figure_id),
    count(*),
from main.claim_figures
group by claim_id, figure_id
having count(*) > 1
union all
select
    'claim_mentions',
    concat_ws(' ', claim_id, mention_id, role),
    count(*),
from main.claim_mentions
group by claim_id, mention_id, role
having count(*) > 1
union all
select
    'claim_links',
    concat_ws(' ', claim_id, other_claim_id, relation),
    count(*),
from main.claim_links
group by claim_id, other_claim_id, relation
having count(*) > 1
union all
select
    'figure_links',
    concat_ws(' ', figure_id, other_figure_id, relation),
    count(*),
from main.figure_links
group by figure_id, other_figure_id, relation
having count(*) > 1
