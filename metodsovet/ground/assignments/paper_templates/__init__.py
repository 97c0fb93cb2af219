"""Word templates of the ledger, made by ``make``."""
