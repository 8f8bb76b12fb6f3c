-- Growth as the report gives it beside growth computed from the levels of two years; they differ where prices or scope do
-- unit: Unit of value and value_before
-- value_before: Level of the same period a year before, where it is given in the same unit
-- reported_pct: Growth on the year before as reported, %
-- computed_pct: value against value_before, %; both at the prices of their year; none for what is itself a rate
-- difference_pp: reported_pct less computed_pct, in percentage points
SELECT p.region_code, p.region_name, p.year, p.period, p.indicator, p.indicator_name, p.unit,
       p.value, b.value AS value_before, p.yoy_pct AS reported_pct, p.growth_basis,
       100 * (p.value / b.value - 1) AS computed_pct,
       p.yoy_pct - 100 * (p.value / b.value - 1) AS difference_pp,
       p.qualifier, p.status, p.conflict
FROM panel p
LEFT JOIN (SELECT * FROM panel WHERE unit NOT IN ('%', '‰') AND value <> 0) b
       ON b.region_code = p.region_code AND b.indicator = p.indicator AND b.unit = p.unit
      AND b.period = (p.year - 1) || substr(p.period, 5)
WHERE p.yoy_pct IS NOT NULL OR (p.value IS NOT NULL AND b.value IS NOT NULL)
ORDER BY p.region_code, p.year, p.period, p.indicator
