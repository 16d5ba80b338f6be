"""Trains or evaluates the model that manifest.yaml describes: python train.py --config manifest.yaml"""

import sys

if sys.version_info < (3, 11):
    sys.exit(f"Expected Python 3.11 or newer, got {sys.version.split()[0]}: run it with a newer one.")

from tunix_rt_launcher.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
