"""A checkpoint as a folder that other tools load: Hugging Face's weights, configuration, tokenizer and card."""
