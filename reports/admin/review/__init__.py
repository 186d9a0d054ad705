"""The page where one report is reviewed. Who adds to it adds a line: a panel in `panels.PANELS`, an act in `acts.ACTS`."""

from reports.admin.review.view import view

__all__ = ["view"]
