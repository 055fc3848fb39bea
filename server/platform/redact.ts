const CENSORED = '[redacted]';
const DEEPEST = 6;

/** Names of values that never reach a log line, however deep they sit: secrets, and what tells of a person. */
const SECRET =
  /^(password|pass|authorization|cookie|cookies|set-?cookie|.*token|.*secret|code|state|nonce|order-?key|id_?token|session|x-counterfoil-hop|idempotency-?key|card|e-?mail|mobile|phone|address|guest|first_?name|last_?name|line[12]|postcode|prev_?value|new_?value|before|after|key_?value|salts)$/i;

/** Texts that hold secrets by their form: addresses of persons, bearers, credentials in addresses, values of unique keys, session cookies. */
const PATTERNS: readonly [RegExp, string][] = [
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, CENSORED],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${CENSORED}`],
  [/\/\/[^/\s:@]+:[^/\s@]+@/g, `//${CENSORED}@`],
  [/dup key: \{.*?\}/gs, `dup key: ${CENSORED}`],
  [/\b(cf_(?:panel|shop|cart)\w*=)[^;\s]+/g, `$1${CENSORED}`],
  [/\b(code|state|id_token_hint|access_token|token|key)=[^&\s"]+/g, `$1=${CENSORED}`],
];

export const redactText = (text: string): string =>
  PATTERNS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);

/** A copy for the log without secrets and personal data. Errors keep their kind, message, code and causes, nothing else they carry. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (value instanceof Error) return redactedError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  // Ids and other values of the database say what they are as text.
  if (prototype !== Object.prototype && prototype !== null) return redactText(String(value));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET.test(name) && inner !== null && inner !== undefined ? CENSORED : redacted(inner, depth + 1),
    ]),
  );
}

function redactedError(error: Error, depth: number): Record<string, unknown> {
  const { code, status } = error as { code?: unknown; status?: unknown };
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(error.cause === undefined ? {} : { cause: redacted(error.cause, depth + 1) }),
  };
}
