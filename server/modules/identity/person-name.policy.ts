type Named = { firstName?: string | undefined; lastName?: string | undefined; username: string };

/** What a person is called: their name, or a readable form of the username (`customer-17850` → `Customer 17850`). */
export function personName({ firstName, lastName, username }: Named): string {
  const full = [firstName, lastName].filter(Boolean).join(' ');
  if (full) return full;
  const words = username.replace(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A username made of an e-mail's local part: lower case, letters, digits and `.-_`; `user` where nothing is left. */
export function usernameFrom(email: string): string {
  const local = (email.split('@')[0] ?? '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9._-]+/g, '');
  return local.length >= 2 ? local.slice(0, 40) : `user${local}`;
}
