/** Names that the pattern matches get the motif. */
export type Rule = readonly [pattern: RegExp, motif: string];
