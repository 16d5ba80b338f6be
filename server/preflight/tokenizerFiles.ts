/** The two files of a tokenizer in Hugging Face's layout. */
export type TokenizerFiles = {
  // biome-ignore lint/suspicious/noExplicitAny: what the library takes, which checks it
  vocabulary: any;
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  config: any;
};
