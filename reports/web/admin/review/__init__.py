"""The page where one report is reviewed. To add to it: a panel in `page_panels.PANELS`, or an act that is no step in `acts.BESIDE`."""

from reports.web.admin.review.page_view import show_review_page

__all__ = ["show_review_page"]
