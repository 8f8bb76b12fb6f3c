-- From every cell to its facts, their clauses and the raw characters in the seed file
-- cell_value: Value that the cell shows, base unit
-- cell_unit: Base unit of the cell
-- fact_value: Value of the fact, base unit
-- fact_unit: Base unit of the fact
-- fact_period: Period of the fact
-- raw_characters: Characters of the seed file from raw_start to raw_end
-- section_path: Headings above the fact, joined by ` / `
-- title: Title of the document
SELECT c.region_code, c.region_name, c.year, c.period, c.indicator, c.indicator_name,
       c.value AS cell_value, c.unit AS cell_unit,
       f.fact_id, f.measure, f.value AS fact_value, f.unit AS fact_unit, f.period AS fact_period, f.status,
       f.quote, f.raw_characters, f.source_path, f.raw_start, f.raw_end, f.page,
       f.title, f.section_path, f.rule, f.findings
FROM (SELECT *, unnest(fact_ids) AS fact_id FROM district_year_summaries) c
JOIN fact_sources f USING (fact_id)
ORDER BY c.region_code, c.year, c.period, c.indicator, f.source_path, f.raw_start, f.fact_id
