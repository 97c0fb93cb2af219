"""The example: an invented municipality in the middle of its school year, made by the product's own actions.

``metodsovet.demo.building:build`` makes it; ``python3 run.py demo`` does so in an empty installation.
"""
