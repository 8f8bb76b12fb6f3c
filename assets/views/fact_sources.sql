-- Facts with their section, the raw characters that they were read from and the findings about them
-- raw_characters: Characters of the seed file from raw_start to raw_end
-- title: Title of the document
-- section_path: Headings above the fact, joined by ` / `
-- section_role: Part that its section plays
-- A raw span counts code points of the file's text, raw_text begins at raw_start of its document, SQL counts
-- from 1. A form feed, chr(12), begins every page but the first.
WITH placed AS (
  SELECT f.*, d.title, d.page AS first_page,
         substring(d.raw_text, f.raw_start - d.raw_start + 1, f.raw_end - f.raw_start) AS raw_characters,
         substring(d.raw_text, 1, f.raw_start - d.raw_start) AS before
  FROM metric_facts f
  JOIN documents d USING (document_id)
),
flagged AS (
  SELECT fact_id, list(rule || ': ' || message ORDER BY rule, finding_id) AS findings
  FROM (SELECT *, unnest(fact_ids) AS fact_id FROM consistency_findings)
  GROUP BY fact_id
)
SELECT f.fact_id, f.document_id, f.region_code, f.region_name, f.metric, f.indicator, f.measure,
       f.value, f.value_high, f.unit, f.qualifier, f.period, f.status, f.scope, f.subject, f.quote,
       f.raw_characters, f.source_path, f.raw_start, f.raw_end,
       f.first_page + len(f.before) - len(replace(f.before, chr(12), '')) AS page,
       f.title, s.path AS section_path, s.role AS section_role, f.rule, f.rules,
       coalesce(c.findings, []) AS findings
FROM placed f
LEFT JOIN sections s USING (section_id)
LEFT JOIN flagged c USING (fact_id)
ORDER BY f.source_path, f.raw_start, f.fact_id
