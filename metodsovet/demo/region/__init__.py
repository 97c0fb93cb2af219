"""A whole invented region: fifteen municipalities, 900 organisations, 60,000 people, written by COPY in minutes.

``python3 run.py demo --size region`` makes it in an empty installation. The register and what became of assignments are
rows; plans, associations and rare deeds are made by the actions of the rooms, as everything is in the small example.
"""
