-- Cells in the units people say them in: money in 亿元 where the indicator is counted so, the rest as it is
-- value: Level in `unit`
-- unit: 亿元, 亿美元, 元, %, 家: the unit of value and target_value
-- target_value: Level that an earlier report planned, in `unit`
SELECT region_code, region_name, year, period, indicator, indicator_name,
       value / 10 ** power AS value,
       CASE WHEN power = 8 THEN '亿' ELSE '' END
       || CASE unit WHEN 'CNY' THEN '元' WHEN 'USD' THEN '美元' WHEN 'HKD' THEN '港元' WHEN 'EUR' THEN '欧元'
                    WHEN 'JPY' THEN '日元' ELSE unit END AS unit,
       yoy_pct, growth_basis, target_value / 10 ** power AS target_value, target_pct, qualifier, status,
       sources, conflict, findings
FROM (SELECT c.*, CASE WHEN c.unit IN ('CNY', 'USD', 'HKD', 'EUR', 'JPY') THEN i.power ELSE 0 END AS power
      FROM district_year_summaries c JOIN indicators i USING (indicator))
ORDER BY region_code, year, period, indicator
