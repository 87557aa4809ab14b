-- One row per actor, currency and role of the money: how much money is spoken of, counting stories and not copies.
--
-- actor_name: Who pays, owns, earns or loses it: the agent, else the thing the money belongs to; null when not said.
-- actor_entity_id: That entity; null with actor_name.
-- currency: ISO 4217 code.
-- role: total, stock, flow, part, difference, target, change_from or change_to.
-- figure_count: Figures, one per story and value.
-- story_count: Stories that give one.
-- smallest: The smallest exact value.
-- median: The value in the middle.
-- largest: The largest exact value.
-- largest_figure_id: The figure with the largest value.
with told as (
    select
        figures.*,
        coalesce(figures.agent_entity_id, figures.counted_entity_id) as actor_entity_id,
        articles.story_id,
    from main.figures
    join main.articles using (article_id)
    where figures.kind = 'money' and figures.currency is not null and figures.value is not null and figures.per_unit is null
    qualify row_number() over (
        partition by articles.story_id, figures.value, figures.currency, actor_entity_id, figures.role
        order by articles.published_at, figures.figure_id
    ) = 1
)
select
    any_value(entities.name) as actor_name,
    told.actor_entity_id,
    told.currency,
    told.role,
    count(*) as figure_count,
    count(distinct told.story_id) as story_count,
    min(told.value) as smallest,
    median(told.value) as median,
    max(told.value) as largest,
    arg_max(told.figure_id, (told.value, told.figure_id)) as largest_figure_id,
from told
left join main.entities on entities.entity_id = told.actor_entity_id
group by told.actor_entity_id, told.currency, told.role
order by story_count desc, told.currency, told.actor_entity_id, told.role
