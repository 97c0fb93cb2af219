#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The one command of Методсовет: ``python3 run.py`` starts it, ``python3 run.py test`` tests it.

This file must be readable by any old Python, so that it can say what it needs; the work is in
``metodsovet/launch/bootstrap.py``.
"""

import os
import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.stderr.write(
        "Нужен Python 3.11 или новее, а это %s: установите новый и запустите «python3.11 run.py».\n"
        % sys.version.split()[0]
    )
    sys.exit(1)

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from metodsovet.launch.bootstrap import main

    sys.exit(main(sys.argv[1:]))
