"""Printing of papers: a frozen dataclass and a template make a docx; the same rows make an xlsx."""

from metodsovet.ground.documents.printing.downloads import DOCX, XLSX, download
from metodsovet.ground.documents.printing.sheets import SheetColumn, write_sheet
from metodsovet.ground.documents.rendering import render_docx

__all__ = ["DOCX", "XLSX", "SheetColumn", "download", "render_docx", "write_sheet"]
