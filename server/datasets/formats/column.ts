/** A column of an export, the same in every row. */
export type Column = {
  name: string;
  type: ColumnType;
  /** Whether rows may be without it. */
  isOptional?: true;
};

/** `messages` are turns of a role and a content, `thoughtMessages` those of which some have a reasoning beside it. What is
 * `json` is an object, and in a table its text. */
export type ColumnType = 'text' | 'texts' | 'number' | 'json' | 'messages' | 'thoughtMessages';
