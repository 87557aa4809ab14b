-- One row per figure and innermost claim that holds it, in the articles of a batch.
select
    claim_figures.article_id,
    claim_figures.claim_id,
    claim_figures.figure_id,
from main.claim_figures
join temp.article_pages as pages using (article_id)
where pages.rank >= $first and pages.rank < $after and claim_figures.is_innermost
order by claim_figures.article_id, claim_figures.claim_id, claim_figures.figure_id
