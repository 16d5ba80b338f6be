"""Asks a model and its checkpoints, and grades what they answer."""
