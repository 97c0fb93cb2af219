"""Places on the pages of documents where upper rooms show what rests on them."""

ACT_PANELS = "documents:act"
PAPER_PANELS = "documents:paper"
