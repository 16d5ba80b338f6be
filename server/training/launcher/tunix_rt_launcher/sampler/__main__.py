import os
import sys

from .command import main

code = main(sys.argv[1:])
sys.stderr.flush()
# An orderly end would wait for the thread that reads stdin, and be aborted.
os._exit(code)
