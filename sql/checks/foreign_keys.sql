-- fail: what a row refers to is there (an article, a sentence, an entity, a claim, ...)
select 'sentences.article_id' as reference, sentence_id as row_id, article_id as names
from main.sentences
where article_id not in (select article_id from main.articles)
union all
select 'mentions.article_id' as reference, mention_id as row_id, article_id as names
from main.mentions
where article_id not in (select article_id from main.articles)
union all
select 'mentions.sentence_id' as reference, mention_id as row_id, sentence_id as names
from main.mentions
where sentence_id not in (select sentence_id from main.sentences)
union all
select 'mentions.entity_id' as reference, mention_id as row_id, entity_id as names
from main.mentions
where entity_id is not null and entity_id not in (select entity_id from main.entities)
union all
select 'times.article_id' as reference, time_id as row_id, article_id as names
from main.times
where article_id not in (select article_id from main.articles)
union all
select 'times.sentence_id' as reference, time_id as row_id, sentence_id as names
from main.times
where sentence_id not in (select sentence_id from main.sentences)
union all
select 'figures.article_id' as reference, figure_id as row_id, article_id as names
from main.figures
where article_id not in (select article_id from main.articles)
union all
select 'figures.sentence_id' as reference, figure_id as row_id, sentence_id as names
from main.figures
where sentence_id not in (select sentence_id from main.sentences)
union all
select 'figures.counted_entity_id' as reference, figure_id as row_id, counted_entity_id as names
from main.figures
where counted_entity_id is not null and counted_entity_id not in (select entity_id from main.entities)
union all
select 'figures.pair_figure_id' as reference, figure_id as row_id, pair_figure_id as names
from main.figures
where pair_figure_id is not null and pair_figure_id not in (select figure_id from main.figures)
union all
select 'figures.agent_entity_id' as reference, figure_id as row_id, agent_entity_id as names
from main.figures
where agent_entity_id is not null and agent_entity_id not in (select entity_id from main.entities)
union all
select 'figures.place_entity_id' as reference, figure_id as row_id, place_entity_id as names
from main.figures
where place_entity_id is not null and place_entity_id not in (select entity_id from main.entities)
union all
select 'figures.time_id' as reference, figure_id as row_id, time_id as names
from main.figures
where time_id is not null and time_id not in (select time_id from main.times)
union all
select 'claims.article_id' as reference, claim_id as row_id, article_id as names
from main.claims
where article_id not in (select article_id from main.articles)
union all
select 'claims.sentence_id' as reference, claim_id as row_id, sentence_id as names
from main.claims
where sentence_id not in (select sentence_id from main.sentences)
union all
select 'claims.parent_claim_id' as reference, claim_id as row_id, parent_claim_id as names
from main.claims
where parent_claim_id is not null and parent_claim_id not in (select claim_id from main.claims)
union all
select 'claims.source_entity_id' as reference, claim_id as row_id, source_entity_id as names
from main.claims
where source_entity_id is not null and source_entity_id not in (select entity_id from main.entities)
union all
select 'claims.said_time_id' as reference, claim_id as row_id, said_time_id as names
from main.claims
where said_time_id is not null and said_time_id not in (select time_id from main.times)
union all
select 'claim_figures.claim_id' as reference, concat_ws(' ', claim_id, figure_id) as row_id, claim_id as names
from main.claim_figures
where claim_id not in (select claim_id from main.claims)
union all
select 'claim_figures.figure_id' as reference, concat_ws(' ', claim_id, figure_id) as row_id, figure_id as names
from main.claim_figures
where figure_id not in (select figure_id from main.figures)
union all
select 'claim_figures.article_id' as reference, concat_ws(' ', claim_id, figure_id) as row_id, article_id as names
from main.claim_figures
where article_id not in (select article_id from main.articles)
union all
select 'claim_mentions.claim_id' as reference, concat_ws(' ', claim_id, mention_id, role) as row_id, claim_id as names
from main.claim_mentions
where claim_id not in (select claim_id from main.claims)
union all
select 'claim_mentions.mention_id' as reference, concat_ws(' ', claim_id, mention_id, role) as row_id, mention_id as names
from main.claim_mentions
where mention_id not in (select mention_id from main.mentions)
union all
select 'claim_mentions.article_id' as reference, concat_ws(' ', claim_id, mention_id, role) as row_id, article_id as names
from main.claim_mentions
where article_id not in (select article_id from main.articles)
union all
select 'claim_links.claim_id' as reference, concat_ws(' ', claim_id, other_claim_id, relation) as row_id, claim_id as names
from main.claim_links
where claim_id not in (select claim_id from main.claims)
union all
select 'claim_links.other_claim_id' as reference, concat_ws(' ', claim_id, other_claim_id, relation) as row_id, other_claim_id as names
from main.claim_links
where other_claim_id not in (select claim_id from main.claims)
union all
select 'figure_links.figure_id' as reference, concat_ws(' ', figure_id, other_figure_id, relation) as row_id, figure_id as names
from main.figure_links
where figure_id not in (select figure_id from main.figures)
union all
select 'figure_links.other_figure_id' as reference, concat_ws(' ', figure_id, other_figure_id, relation) as row_id, other_figure_id as names
from main.figure_links
where other_figure_id not in (select figure_id from main.figures)
union all
select 'issues.article_id' as reference, issue_id as row_id, article_id as names
from main.issues
where article_id is not null and article_id not in (select article_id from main.articles)
