"""Supervised fine-tuning of reasoning traces with google/tunix, from one manifest."""
