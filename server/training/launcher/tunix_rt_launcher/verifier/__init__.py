"""Whether a text gives the expected answer: what it answered, which rule found that, and why it counts or not."""
