"""``python -m metodsovet.ground.documents.rendering`` checks or prints one template, asked and answered as JSON."""

import sys

from metodsovet.ground.documents.rendering.child import answer

if __name__ == "__main__":
    sys.exit(answer())
