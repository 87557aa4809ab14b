-- fail: what a row refers to is there (an article, a sentence, an entity, a claim, ...)
--
-- All that refers to a table is looked up in it at once. A row that refers is told by its key, of up to three columns.
with of_articles as (
    select 'sentences.article_id' as reference, sentence_id as row_id, null as other_id, null as role, article_id as names
    from main.sentences
    union all
    select 'mentions.article_id', mention_id, null, null, article_id
    from main.mentions
    union all
    select 'times.article_id', time_id, null, null, article_id
    from main.times
    union all
    select 'figures.article_id', figure_id, null, null, article_id
    from main.figures
    union all
    select 'claims.article_id', claim_id, null, null, article_id
    from main.claims
    union all
    select 'claim_figures.article_id', claim_id, figure_id, null, article_id
    from main.claim_figures
    union all
    select 'claim_mentions.article_id', claim_id, mention_id, role, article_id
    from main.claim_mentions
    union all
    select 'issues.article_id', issue_id, null, null, article_id
    from main.issues
    where article_id is not null
),
of_sentences as (
    select 'mentions.sentence_id' as reference, mention_id as row_id, null as other_id, null as role, sentence_id as names
    from main.mentions
    union all
    select 'times.sentence_id', time_id, null, null, sentence_id
    from main.times
    union all
    select 'figures.sentence_id', figure_id, null, null, sentence_id
    from main.figures
    union all
    select 'claims.sentence_id', claim_id, null, null, sentence_id
    from main.claims
),
of_entities as (
    select 'mentions.entity_id' as reference, mention_id as row_id, null as other_id, null as role, entity_id as names
    from main.mentions
    where entity_id is not null
    union all
    select 'figures.counted_entity_id', figure_id, null, null, counted_entity_id
    from main.figures
    where counted_entity_id is not null
    union all
    select 'figures.agent_entity_id', figure_id, null, null, agent_entity_id
    from main.figures
    where agent_entity_id is not null
    union all
    select 'figures.place_entity_id', figure_id, null, null, place_entity_id
    from main.figures
    where place_entity_id is not null
    union all
    select 'claims.source_entity_id', claim_id, null, null, source_entity_id
    from main.claims
    where source_entity_id is not null
),
of_figures as (
    select 'figures.pair_figure_id' as reference, figure_id as row_id, null as other_id, null as role, pair_figure_id as names
    from main.figures
    where pair_figure_id is not null
    union all
    select 'claim_figures.figure_id', claim_id, figure_id, null, figure_id
    from main.claim_figures
    union all
    select 'figure_links.figure_id', figure_id, other_figure_id, relation, figure_id
    from main.figure_links
    union all
    select 'figure_links.other_figure_id', figure_id, other_figure_id, relation, other_figure_id
    from main.figure_links
),
of_times as (
    select 'figures.time_id' as reference, figure_id as row_id, null as other_id, null as role, time_id as names
    from main.figures
    where time_id is not null
    union all
    select 'claims.said_time_id', claim_id, null, null, said_time_id
    from main.claims
    where said_time_id is not null
),
of_claims as (
    select 'claims.parent_claim_id' as reference, claim_id as row_id, null as other_id, null as role, parent_claim_id as names
    from main.claims
    where parent_claim_id is not null
    union all
    select 'claim_figures.claim_id', claim_id, figure_id, null, claim_id
    from main.claim_figures
    union all
    select 'claim_mentions.claim_id', claim_id, mention_id, role, claim_id
    from main.claim_mentions
    union all
    select 'claim_links.claim_id', claim_id, other_claim_id, relation, claim_id
    from main.claim_links
    union all
    select 'claim_links.other_claim_id', claim_id, other_claim_id, relation, other_claim_id
    from main.claim_links
),
of_mentions as (
    select 'claim_mentions.mention_id' as reference, claim_id as row_id, mention_id as other_id, role, mention_id as names
    from main.claim_mentions
)
select reference, concat_ws(' ', row_id, other_id, role) as row_id, names
from of_articles
anti join main.articles on articles.article_id = of_articles.names
union all
select reference, concat_ws(' ', row_id, other_id, role) as row_id, names
from of_sentences
anti join main.sentences on sentences.sentence_id = of_sentences.names
union all
select reference, concat_ws(' ', row_id, other_id, role) as row_id, names
from of_entities
anti join main.entities on entities.entity_id = of_entities.names
union all
select reference, concat_ws(' ', row_id, other_id, role) as row_id, names
from of_figures
anti join main.figures on figures.figure_id = of_figures.names
union all
select reference, concat_ws(' ', row_id, other_id, role) as row_id, names
from of_times
anti join main.times on times.time_id = of_times.names
union all
select reference, concat_ws(' ', row_id, other_id, role) as row_id, names
from of_claims
anti join main.claims on claims.claim_id = of_claims.names
union all
select reference, concat_ws(' ', row_id, other_id, role) as row_id, names
from of_mentions
anti join main.mentions on mentions.mention_id = of_mentions.names
