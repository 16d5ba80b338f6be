"""Answers prompts with a model and its checkpoints, for as long as it is asked."""
