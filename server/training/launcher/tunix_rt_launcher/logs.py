"""The libraries' logs, on stderr."""

import logging
import os

from absl import logging as absl_logging


LOSSES = ("Train step %d training loss", "Train step %d eval loss")


def quieten_libraries() -> None:
    """Tunix's log at its usual level, without Orbax's hundreds of lines and without the losses, which stdout has."""

    def is_wanted(record: logging.LogRecord) -> bool:
        is_noise = f"{os.sep}orbax{os.sep}" in record.pathname and record.levelno < logging.WARNING
        return not is_noise and not str(record.msg).startswith(LOSSES)

    absl_logging.use_absl_handler()
    absl_logging.set_verbosity(absl_logging.INFO)
    absl_logging.get_absl_handler().addFilter(is_wanted)
