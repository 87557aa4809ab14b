-- Through whom did a figure reach us?
select
    figure_text,
    chain,
    hop_count,
    chain_certainty,
    is_anonymous,
from marts.hearsay_chains
where not is_copy
order by hop_count desc, article_id, figure_id
limit 100
