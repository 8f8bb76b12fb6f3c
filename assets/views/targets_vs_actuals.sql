-- What a report planned for a period against what a later report says of it; nulls where nothing is reported yet
-- unit: Unit of target_value and value
-- difference: value less target_value
-- difference_pct: The same in % of the target
-- difference_pp: yoy_pct less target_pct, in percentage points
-- planned_in: Titles of the documents that plan it
-- reported_in: Titles of the documents that report or expect an outcome
SELECT p.region_code, p.region_name, p.year, p.period, p.indicator, p.indicator_name, p.unit,
       p.target_value, p.value, p.value - p.target_value AS difference,
       100 * (p.value - p.target_value) / nullif(p.target_value, 0) AS difference_pct,
       p.target_pct, p.yoy_pct, p.yoy_pct - p.target_pct AS difference_pp, p.growth_basis, p.status, p.conflict,
       t.planned_in, t.reported_in
FROM panel p
JOIN (SELECT c.region_code, c.period, c.indicator,
             list_sort(list_distinct(list(d.title) FILTER (f.status = 'target'))) AS planned_in,
             list_sort(list_distinct(list(d.title) FILTER (f.status <> 'target'))) AS reported_in
      FROM (SELECT region_code, period, indicator, unnest(fact_ids) AS fact_id FROM district_year_summaries) c
      JOIN metric_facts f USING (fact_id)
      JOIN documents d USING (document_id)
      GROUP BY ALL) t USING (region_code, period, indicator)
WHERE p.target_value IS NOT NULL OR p.target_pct IS NOT NULL
ORDER BY p.region_code, p.year, p.period, p.indicator
