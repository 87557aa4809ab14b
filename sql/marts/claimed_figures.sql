-- One row per figure and whose figure it is: which number is claimed for a thing, by whom, when, how surely.
--
-- view: rows of main as they are, joined when asked
-- what: What is counted or measured: the words that name it, else the class it belongs to; null when the text does not say.
-- figure_text: The figure as written.
-- kind: count, money, percent, measure, rate, ratio, age, duration or ordinal.
-- temporality: past, present or future.
-- role: total, stock, flow, part, difference, target, change_from or change_to.
-- start_char: Offset of the figure's first character in the article's text.
-- source_name: The fullest name of who gives it; null when the article states it without a source.
-- through_name: Through whom it reached the article (Park Sun-won, for what the NIS revealed); null when direct, and when it is the same.
-- source_kind: What kind of source gives it; author when the article states it itself.
-- certainty: How sure the source is, on FactBank's scale: CT+ CT- PR+ PR- PS+ PS- Uu; null when the article states it.
-- is_planned: Whether it is planned or expected and not yet so.
-- agent_name: Who does what is counted; null when unknown.
-- place_name: Where; null when not said.
-- counted_name: The people or country that what is counted belongs to (North Korea); null when not said.
-- holds_from: First day it speaks of; null when the text gives no date.
-- holds_until: Last day it speaks of; null when the text gives no date.
-- sentence: The sentence it stands in.
-- conflict_count: Figures of other sources in its series that exclude it.
-- same_value_count: Figures of its series, or of reports of the same event, that say the same.
-- is_copy: Whether the article is a copy of an earlier one; leave these out when counting.
-- figure_confidence: The chance that the figure's row is right in every column, from 0 to 1.
-- claim_confidence: The chance that the claim's row is right in every column, from 0 to 1; null when the article states it.
-- story_id: The story of the article; copies of one article share it.
with innermost as (
    select
        claim_figures.figure_id,
        arg_min(claims.claim_id, (claims.content_end - claims.content_start, claims.claim_id)) as claim_id,
    from main.claim_figures
    join main.claims using (claim_id)
    where claim_figures.is_innermost
    group by claim_figures.figure_id
),
links as (
    select
        figure_id,
        count(*) filter (where relation = 'conflicts') as conflict_count,
        count(*) filter (where relation = 'same_value') as same_value_count,
    from (
        select figure_id, relation from main.figure_links
        union all
        select other_figure_id, relation from main.figure_links
    )
    group by figure_id
)
select
    figures.figure_id,
    case
        when figures.kind = 'count' then coalesce(figures.counted_text, figures.concept, figures.counted_class)
        else coalesce(figures.concept, figures.counted_text, figures.counted_class)
    end as what,
    figures.text as figure_text,
    figures.kind,
    figures.value,
    figures.value_low,
    figures.value_high,
    figures.bound,
    figures.is_approx,
    figures.unit,
    figures.currency,
    coalesce(sources.name, claims.source_text) as source_name,
    case
        when parents.source_entity_id = claims.source_entity_id then null
        else coalesce(throughs.name, parents.source_text)
    end as through_name,
    coalesce(claims.source_kind, 'author') as source_kind,
    claims.cue_text,
    claims.certainty,
    figures.modality = 'planned' or figures.temporality = 'future' as is_planned,
    figures.modality,
    figures.temporality,
    figures.role,
    figures.counted_class,
    counted.name as counted_name,
    agents.name as agent_name,
    places.name as place_name,
    times.date_low as holds_from,
    times.date_high as holds_until,
    figures.series_key,
    coalesce(links.conflict_count, 0) as conflict_count,
    coalesce(links.same_value_count, 0) as same_value_count,
    articles.publisher,
    articles.published_at,
    articles.story_id,
    articles.duplicate_kind is not null as is_copy,
    substring(articles.text, sentences.start_char + 1, sentences.end_char - sentences.start_char) as sentence,
    figures.confidence as figure_confidence,
    claims.confidence as claim_confidence,
    claims.claim_id,
    claims.source_entity_id,
    figures.article_id,
    figures.start_char,
from main.figures
join main.articles using (article_id)
join main.sentences using (sentence_id)
left join innermost on innermost.figure_id = figures.figure_id
left join main.claims on claims.claim_id = innermost.claim_id
left join main.entities as sources on sources.entity_id = claims.source_entity_id
left join main.claims as parents on parents.claim_id = claims.parent_claim_id
left join main.entities as throughs on throughs.entity_id = parents.source_entity_id
left join main.entities as counted on counted.entity_id = figures.counted_entity_id
left join main.entities as agents on agents.entity_id = figures.agent_entity_id
left join main.entities as places on places.entity_id = figures.place_entity_id
left join main.times on times.time_id = figures.time_id
left join links on links.figure_id = figures.figure_id
