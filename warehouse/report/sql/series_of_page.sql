-- One row per series of one page, with the names of whose and where it is.
select
    series.*,
    figures.kind,
    figures.unit,
    figures.currency,
    figures.per_unit,
    comparable.counted_class,
    comparable.whose_name,
    comparable.place_name,
from temp.series
join main.figures using (figure_id)
join marts.comparable_figures as comparable using (figure_id)
where series.is_disagreement = $is_disagreement and series.rank >= $first and series.rank < $after
order by series.rank
