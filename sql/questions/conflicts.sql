-- Which two figures exclude each other, and who gives them?
select
    what,
    counted_class,
    whose_name,
    place_name,
    lower_source_name,
    lower_text,
    higher_source_name,
    higher_text,
    ratio,
    score,
    confidence,
from marts.conflicts
order by score desc, confidence desc, ratio desc, lower_figure_id, higher_figure_id
limit 100
