"""The levels of administration by the character that names of areas end with: 上海市, 嘉定区, 果洛州."""

LEVELS = "省市区县州旗盟"
"""Province, city, district, county, prefecture, banner and league, for a class of a pattern."""
KINDS = (*LEVELS, "镇")
"""The same one by one, with the towns below them."""
EVERY = rf"全[国{LEVELS}]"
"""A whole area as figures are held against it or ranked in it: 全国, 全省, 全市."""
