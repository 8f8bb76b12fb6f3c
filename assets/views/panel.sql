-- Cells in human units: money in 亿元 and 亿美元, the rest as it is
SELECT region_code, region_name, year, period, indicator, indicator_name,
       CASE WHEN unit IN ('CNY', 'USD') THEN value / 1e8 ELSE value END AS value,
       CASE unit WHEN 'CNY' THEN '亿元' WHEN 'USD' THEN '亿美元' ELSE unit END AS unit,
       yoy_pct, growth_basis,
       CASE WHEN unit IN ('CNY', 'USD') THEN target_value / 1e8 ELSE target_value END AS target_value,
       target_pct, qualifier, status, sources, conflict, findings
FROM district_year_summaries
ORDER BY region_code, year, period, indicator
