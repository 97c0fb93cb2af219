"""How much of a file is read. One table of a plan is a few hundred rows; all beyond is a mistake or an attack."""

FILE_BYTES = 20 * 2**20  # what a mail box carries
INFLATED_BYTES = 200 * 2**20  # read in about a second
INFLATION_RATIO = 100  # real tables compress 10 to 60 times
RATIO_FREE_BYTES = 4 * 2**20  # a small table of equal rows compresses better than any bomb and harms nobody
ARCHIVE_ENTRIES = 2_000
ROWS = 200_000
COLUMNS = 200
CELLS = 400_000  # with their texts about 100 MB in memory
CELL_CHARACTERS = 100_000  # 40 pages: no longer a cell
LINE_CHARACTERS = 500_000  # outside a table; a longer one would be taken apart into millions of words
CHARACTERS = 20_000_000  # Cyrillic takes two bytes each
CHILD_MEMORY_BYTES = 1_500 * 2**20  # address space, most of it never touched
CHILD_SECONDS = 30
CONVERSION_SECONDS = 60  # the first start of LibreOffice makes its profile
LIST_CELLS = 4_000_000  # a long list is read as plain values: 60,000 people by 20 columns are 1,200,000
