"""Where the code and the rules of an asset stand, as links of the UI: to local files, or to a git host.

`NIANJIAN_GIT_URL` (with `NIANJIAN_GIT_BRANCH`, else main) turns the local paths, which only open on the
machine that serves the UI, into links to the repository.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dagster as dg

from assets.registry import TABLE_ASSETS
from assets.versions import rule_files, source_file

GIT_URL_VARIABLE = "NIANJIAN_GIT_URL"
GIT_BRANCH_VARIABLE = "NIANJIAN_GIT_BRANCH"
METADATA = "dagster/code_references"


def with_code_references(assets: Sequence[Any]) -> list[Any]:
    """The assets with links to their function, the engine package behind it, and its rule tables."""
    with warnings.catch_warnings():
        # These parts of Dagster's interface are stable in use but marked as beta.
        warnings.simplefilter("ignore", dg.BetaWarning)
        linked = dg.with_source_code_references([_with_rules(asset) for asset in assets])
        url = os.environ.get(GIT_URL_VARIABLE)
        if url:
            linked = dg.link_code_references_to_git(
                linked,
                git_url=url,
                git_branch=os.environ.get(GIT_BRANCH_VARIABLE) or "main",
                file_path_mapping=dg.AnchorBasedFilePathMapping(
                    local_file_anchor=Path(__file__).resolve(),
                    file_anchor_path_in_repository="orchestration/code_references.py",
                ),
            )
    return list(linked)


def _with_rules(asset: Any) -> Any:
    if not isinstance(asset, dg.AssetsDefinition):
        return asset
    return asset.map_asset_specs(
        lambda spec: (
            spec.merge_attributes(metadata={METADATA: _references(TABLE_ASSETS[name].stage)})
            if (name := spec.key.to_user_string()) in TABLE_ASSETS
            else spec
        )
    )


def _references(stage: str) -> dg.CodeReferencesMetadataValue:
    files = {f"engine: {stage}": source_file(stage)}
    files |= {f"rules: {path.name}": path for path in rule_files(stage)}
    return dg.CodeReferencesMetadataValue(
        code_references=[
            dg.LocalFileCodeReference(file_path=str(path), line_number=1, label=label)
            for label, path in files.items()
        ]
    )
