"""Whether a text gives the expected answer: what it answered, by which rule that was found, and why it counts or not."""
