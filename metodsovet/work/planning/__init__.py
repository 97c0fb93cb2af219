"""Plans of every kind: read from a file, reviewed, accepted, dated year by year and followed to the report.

Uses the acts of documents, the tree and people of directory, and the ledger of assignments; heads of communities are
asked for by an offer. Offers figures of the execution of a plan.
"""
