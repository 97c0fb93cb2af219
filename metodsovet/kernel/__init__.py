"""How we speak: errors, workflow, offers, terms, parties, school year, tables of cells, Russian text. Knows no room."""
