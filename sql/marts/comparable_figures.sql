-- One row per figure that can be compared with others: its interval, whose figure it is and which days it speaks of.
--
-- low: Lower end of what it may be, a tenth below where the text says "about"; null when open.
-- high: Upper end of what it may be, a tenth above where the text says "about"; null when open.
-- start_char: Offset of the figure's first character in the article's text.
-- figure_text: The figure as written.
-- what: What is counted or measured, as written; null when the text does not say.
-- counted_class: The class it is compared in, with whom it counts where that is not everybody: people.killed:child.
-- whose_name: The people, organisation or country whose it is; null when the series does not depend on it.
-- place_name: Where, also where the article as a whole tells it; null when not said.
-- kind: count, money, percent, measure, rate, ratio, age or duration.
-- is_future: Whether it is not yet so.
-- role: total, stock, flow, target or change_to; parts and differences are not compared.
-- story_id: The story of the article; copies of one article share it.
-- published_on: Day the article was published; null when nobody says.
-- date_low: First day the figure speaks of; null when the text gives none.
-- date_high: Last day the figure speaks of; null when the text gives none.
-- value: The number stated; null for ranges and vague words.
-- claim_id: The innermost claim that holds it; null when the article says it itself.
-- source_name: The fullest name of that source, as written where no entity was found; null with told_by.
-- series_key: What makes two figures comparable: class, agent, place, planned or actual; of a toll, the series of its event's
--   earliest report; null when no place is told.
-- measure: What must be equal for two numbers to be comparable: series, planned or actual, kind, unit, currency and
--   what it is counted per; a figure without a series has one of its own inside its article.
-- movement: What is moved and whose it is, for figures of sending and arriving; null for all others.
-- told_by: The source of that claim: its entity, else its words in lower case; null when the article says it itself.
-- confidence: The chance that the figure's row is right in every column, from 0 to 1.
with figures as (
    select figures.* replace (coalesce(tolls.series_key, figures.series_key) as series_key),
    from main.figures
    left join staging.event_tolls as tolls using (figure_id)
),
innermost as (
    select
        claim_figures.figure_id,
        arg_min(claims.claim_id, (claims.content_end - claims.content_start, claims.claim_id)) as claim_id,
    from main.claim_figures
    join main.claims using (claim_id)
    where claim_figures.is_innermost
    group by claim_figures.figure_id
)
select
    figures.figure_id,
    figures.article_id,
    figures.sentence_id,
    figures.start_char,
    articles.story_id,
    articles.published_at,
    coalesce(articles.published_on, articles.published_at::date) as published_on,
    case
        when figures.kind = 'count' then coalesce(figures.counted_text, figures.concept, figures.counted_class)
        else coalesce(figures.concept, figures.counted_text, figures.counted_class)
    end as what,
    figures.text as figure_text,
    coalesce(nullif(split_part(figures.series_key, '|', 1), ''), figures.counted_class) as counted_class,
    whose.name as whose_name,
    places.name as place_name,
    figures.kind,
    figures.modality,
    figures.temporality = 'future' as is_future,
    figures.value,
    figures.unit,
    figures.currency,
    case
        when figures.is_approx and figures.bound = 'exact' then figures.value_low - abs(figures.value_low) / 10
        when figures.bound in ('less_than', 'at_most') then figures.value_low
        else coalesce(figures.value_low, figures.value)
    end as low,
    case
        when figures.is_approx and figures.bound = 'exact' then figures.value_high + abs(figures.value_high) / 10
        when figures.bound in ('more_than', 'at_least') then figures.value_high
        else coalesce(figures.value_high, figures.value)
    end as high,
    case
        when figures.predicate in (
            'send', 'dispatch', 'deploy', 'transport', 'move', 'transfer', 'ship', 'station', 'arrive', 'relocate'
        )
        then concat_ws('|', figures.counted_class, coalesce(figures.counted_entity_id, figures.agent_entity_id), 'moved')
    end as movement,
    figures.series_key,
    concat_ws(
        '|',
        -- a figure whose place is not told belongs to no series, and is compared inside its article only
        coalesce(figures.series_key, 'in ' || figures.article_id || ' ' || movement),
        figures.kind, figures.modality, figures.temporality = 'future',
        coalesce(figures.unit, ''), coalesce(figures.currency, ''), coalesce(figures.per_unit, '')
    ) as measure,
    figures.place_entity_id,
    figures.role,
    figures.confidence,
    times.date_low,
    times.date_high,
    innermost.claim_id,
    coalesce(claims.source_entity_id, lower(claims.source_text)) as told_by,
    coalesce(sources.name, claims.source_text) as source_name,
from figures
join main.articles using (article_id)
left join main.times using (time_id)
left join innermost using (figure_id)
left join main.claims on claims.claim_id = innermost.claim_id
left join main.entities as sources on sources.entity_id = claims.source_entity_id
-- series name countries by their code
left join main.entities as whose
    on whose.entity_id = case
        when figures.series_key is null then coalesce(figures.counted_entity_id, figures.agent_entity_id)
        else regexp_replace(split_part(figures.series_key, '|', 2), '^([A-Z]{3})$', 'country:\1')
    end
left join main.entities as places
    on places.entity_id = coalesce(
        figures.place_entity_id, regexp_replace(split_part(figures.series_key, '|', 3), '^([A-Z]{3})$', 'country:\1')
    )
where
    (
        figures.series_key is not null
        or (
            movement is not null
            and figures.counted_class is not null
            and coalesce(figures.counted_entity_id, figures.agent_entity_id) is not null
        )
    )
    and figures.modality in ('asserted', 'planned')
    and figures.kind <> 'ordinal'
    and figures.role not in ('part', 'difference', 'change_from')
    and (low is not null or high is not null)
