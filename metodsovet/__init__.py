"""Методсовет: the system of a municipal methodical service."""
