"""``python -m metodsovet.ground.documents.typesetting`` sets pages by one template, asked and answered as JSON."""

import sys

from metodsovet.ground.documents.typesetting.child import answer

if __name__ == "__main__":
    sys.exit(answer())
