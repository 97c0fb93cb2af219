import sys

from metodsovet.cli import main

sys.exit(main(sys.argv[1:]))
