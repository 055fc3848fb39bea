import { shop } from '../lib/shop.ts';

/** The shop's mark: a ticket torn along its perforation, the part that is kept in full colour. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg className="wordmark-sign" viewBox="0 0 40 28" width="40" height="28" aria-hidden="true" focusable="false">
        <path className="wordmark-stub" d="M3 1h9v26H3a2 2 0 0 1-2-2v-6.5a4.5 4.5 0 0 0 0-9V3a2 2 0 0 1 2-2Z" />
        <path
          className="wordmark-rest"
          d="M16.5 1.75H37a1.25 1.25 0 0 1 1.25 1.25v6a5.3 5.3 0 0 0 0 10v6A1.25 1.25 0 0 1 37 26.25H16.5"
        />
        <path className="wordmark-rest wordmark-holes" d="M16.5 3v23" />
      </svg>
      <span className="wordmark-name">{shop.name}</span>
    </span>
  );
}
