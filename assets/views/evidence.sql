-- From every cell to its facts, their clauses and the raw characters in the seed file
SELECT c.region_code, c.region_name, c.year, c.period, c.indicator, c.indicator_name,
       c.value AS cell_value, c.unit AS cell_unit,
       f.fact_id, f.measure, f.value AS fact_value, f.unit AS fact_unit, f.period AS fact_period, f.status,
       f.quote, f.raw_characters, f.source_path, f.raw_start, f.raw_end, f.page,
       f.title, f.section_path, f.rule, f.findings
FROM (SELECT *, unnest(fact_ids) AS fact_id FROM district_year_summaries) c
JOIN fact_sources f USING (fact_id)
ORDER BY c.region_code, c.year, c.period, c.indicator, f.source_path, f.raw_start, f.fact_id
