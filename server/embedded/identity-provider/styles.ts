/** The one style sheet of the sign-in pages; its hash stands in their policy. */
export const STYLES = `
:root { --ink: #1d2733; --soft: #566372; --paper: #f4f1ea; --card: #fff; --line: #d9d4c8; --field: #8a8577; --accent: #0b5a4a; --on-accent: #fff; --bad: #a11c1c; --bad-paper: #fdf0ee; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceae4; --soft: #aab1b9; --paper: #14181d; --card: #1d232a; --line: #353d46; --field: #7d8793; --accent: #6fd0b8; --on-accent: #0d1b18; --bad: #ffb4a9; --bad-paper: #3a1f1c; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 1.25rem; padding: 2rem 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 27rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 12px 40px rgb(20 24 29 / .08); }
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.5rem; font-weight: 650; letter-spacing: .01em; }
.mark { width: 1.75rem; height: 1.75rem; fill: var(--accent); }
.mark .stub { fill: none; stroke: var(--card); stroke-width: 2; stroke-linecap: round; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 0; font-size: 1rem; }
p { margin: 0 0 1rem; color: var(--soft); }
label { display: block; margin: 0 0 .35rem; font-weight: 550; }
input { width: 100%; margin: 0 0 1rem; padding: .65rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--field); border-radius: 8px; }
input[name="code"] { letter-spacing: .3em; font-variant-numeric: tabular-nums; }
input[aria-invalid="true"] { border-color: var(--bad); }
button { width: 100%; padding: .75rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; cursor: pointer; }
button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.alert { padding: .7rem .85rem; color: var(--bad); background: var(--bad-paper); border-radius: 8px; }
.hint { margin-top: -.5rem; font-size: .9rem; }
section { margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
section p { margin: 0 0 .75rem; font-size: .9rem; }
ul { margin: 0; padding: 0; list-style: none; display: grid; gap: .5rem; }
li a { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .75rem; padding: .6rem .75rem; color: inherit; text-decoration: none; border: 1px solid var(--line); border-radius: 8px; }
li a:hover, li a[aria-current] { border-color: var(--accent); }
li a { align-items: baseline; }
li span { color: var(--soft); font-size: .9rem; }
footer { color: var(--soft); font-size: .85rem; text-align: center; }
`;
