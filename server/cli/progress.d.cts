export type Step = {
  /** What is being done right now; shown beside the time. */
  note(text: string): void;
  done(text?: string): void;
  wrong(text: string): void;
  fail(): void;
};

export function step(title: string): Step;
export function say(line: string): void;
