-- One row per article and entity that seeds/aliases.csv names otherwise than extraction did: replayed on each rebuild,
-- so that an alias also counts for articles that were read before somebody wrote it down.
select
    mentions.article_id,
    mentions.batch_id,
    mentions.entity_id as old_entity_id,
    arg_min(aliases.entity_id, mentions.start_char) as new_entity_id,
    arg_min(aliases.name, mentions.start_char) as new_name,
    arg_min(aliases.country_code, mentions.start_char) as new_country_code,
from lake.mentions
join seeds.aliases on aliases.alias = mentions.text
where mentions.entity_id <> aliases.entity_id
group by mentions.article_id, mentions.batch_id, mentions.entity_id
