"""Workbooks of Excel: a fast look over the sheets' XML first, then the values by calamine."""

from metodsovet.kernel.spreadsheets.excel.reader import read_old_workbook, read_workbook

__all__ = ["read_old_workbook", "read_workbook"]
