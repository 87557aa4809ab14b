-- The rows that were found in the newest version of each article, in the order of the lake, with the aliases people gave.
select
    mentions.* replace (
        coalesce(renamed.new_entity_id, aliases.entity_id, mentions.entity_id) as entity_id,
        coalesce(renamed.new_name, aliases.name, mentions.entity_name) as entity_name,
        case
            when renamed.new_entity_id is not null then renamed.new_country_code
            else coalesce(aliases.country_code, mentions.country_code)
        end as country_code,
        case
            when aliases.alias is not null then 'alias'
            else mentions.link_method
        end as link_method
    ),
from lake.mentions
join staging.current using (article_id, batch_id)
left join staging.renamed_entities as renamed
    on renamed.article_id = mentions.article_id
    and renamed.batch_id = mentions.batch_id
    and renamed.old_entity_id = mentions.entity_id
left join seeds.aliases on aliases.alias = mentions.text
order by current.place, mentions.start_char, mentions.mention_id
