-- One row per claim about the future that names a day: when it falls due, and what was reported of it by then.
--
-- source_name: Who predicts, promises or plans it; as written where no entity was found; null when nobody is named.
-- content_text: What is to come.
-- made_on: Day the article was published.
-- due_on: Last day by which it should have come about.
-- due_text: The words that name that day.
-- figure_text: The number predicted; null when it holds none.
-- figure_id: The figure predicted; null with figure_text.
-- outcome: answered (a later claim confirms or denies it), counted (a later figure tells the actual number) or open.
-- outcome_text: The answer or the actual figure, as written; null while open.
-- outcome_on: Day of the article that tells the outcome; null while open.
-- story_id: The story of the article; copies of one article share it.
with due as (
    select
        claims.claim_id,
        arg_max(times.date_high, (times.date_high, times.start_char)) as due_on,
        arg_max(times.text, (times.date_high, times.start_char)) as due_text,
    from main.claims
    join main.articles using (article_id)
    join main.times
        on times.article_id = claims.article_id
        and times.start_char >= claims.content_start
        and times.end_char <= claims.content_end
    where
        claims.temporality = 'future'
        and articles.duplicate_kind is null
        and times.date_high >= coalesce(articles.published_on, articles.published_at::date)
    group by claims.claim_id
),
told as (
    select
        figures.figure_id,
        figures.text,
        concat_ws(
            '|', figures.counted_class, figures.kind, figures.agent_entity_id, coalesce(figures.place_entity_id, ''),
            coalesce(figures.unit, '')
        ) as what,
        figures.modality = 'planned' or figures.temporality = 'future' as is_to_come,
        articles.published_at,
    from main.figures
    join main.articles using (article_id)
    where
        figures.counted_class is not null
        and figures.agent_entity_id is not null
        and figures.modality in ('asserted', 'planned')
        and articles.duplicate_kind is null
),
predicted as (
    select
        claim_figures.claim_id,
        arg_min(figures.figure_id, figures.start_char) as figure_id,
    from main.claim_figures
    join main.figures using (figure_id)
    where claim_figures.is_innermost and (figures.modality = 'planned' or figures.temporality = 'future')
    group by claim_figures.claim_id
),
actual as (
    select
        what,
        published_at,
        arg_min(text, figure_id) as text,
    from told
    where not is_to_come and published_at is not null
    group by what, published_at
),
counted as (
    select
        predicted.claim_id,
        actual.text as outcome_text,
        actual.published_at as outcome_at,
    from predicted
    join told using (figure_id)
    asof join actual on actual.what = told.what and told.published_at < actual.published_at
),
answered as (
    select
        links.other_claim_id as claim_id,
        arg_min(answers.content_text, (articles.published_at, answers.claim_id)) as outcome_text,
        min(articles.published_at) as outcome_at,
    from main.claim_links as links
    join main.claims as answers on answers.claim_id = links.claim_id
    join main.articles on articles.article_id = answers.article_id
    where links.relation in ('confirms', 'partly_confirms', 'denies')
    group by links.other_claim_id
)
select
    claims.claim_id,
    coalesce(entities.name, claims.source_text) as source_name,
    claims.cue_class,
    claims.content_text,
    claims.certainty,
    coalesce(articles.published_on, articles.published_at::date) as made_on,
    due.due_on,
    due.due_text,
    figures.text as figure_text,
    figures.figure_id,
    case
        when answered.claim_id is not null then 'answered'
        when counted.claim_id is not null then 'counted'
        else 'open'
    end as outcome,
    coalesce(answered.outcome_text, counted.outcome_text) as outcome_text,
    coalesce(answered.outcome_at, counted.outcome_at)::date as outcome_on,
    articles.story_id,
    claims.article_id,
from due
join main.claims using (claim_id)
join main.articles on articles.article_id = claims.article_id
left join main.entities on entities.entity_id = claims.source_entity_id
left join predicted on predicted.claim_id = due.claim_id
left join main.figures on figures.figure_id = predicted.figure_id
left join answered on answered.claim_id = due.claim_id
left join counted on counted.claim_id = due.claim_id
order by due.due_on, claims.claim_id
