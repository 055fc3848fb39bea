/** What people read at the doors of panel and shop. */
export const texts = {
  product: 'Counterfoil',
  again: 'Sign in again',
  asSomeoneElse: 'Sign in as someone else',
  toStart: 'Go to the start page',
  signedOut: { title: 'You are signed out', text: 'Your session has ended here and at the identity provider.' },
  noRole: {
    title: 'This account does not work here',
    text: 'You are signed in, but without a role that may open this page. Ask an admin of the shop for one.',
  },
  inactive: {
    title: 'This account is deactivated',
    text: 'Ask an admin of the shop to activate it again.',
  },
  noSecondFactor: {
    title: 'A second factor is needed',
    text: 'Staff sign in with a second factor here, and the identity provider did not confirm one. Set one up for your account and try again.',
  },
  secondFactorRequired: 'Staff sign in with a second factor here. Confirm that it is you and try again.',
  cancelled: {
    title: 'You were not signed in',
    text: 'The sign-in was cancelled or refused by the identity provider.',
  },
  expired: {
    title: 'This sign-in is too old or belongs to another tab',
    text: 'It was used already, left open too long, or did not start in this browser. Nothing has changed.',
  },
  tooMany: {
    title: 'Too many sign-ins from your network',
    text: 'This many at once look like a machine at work, so they are being slowed down. Wait a minute and try again.',
  },
  unavailable: {
    title: 'Sign-in is down right now',
    text: 'The identity provider can’t be reached. Whoever is signed in stays so; try again in a moment.',
  },
  failed: { title: 'Sign-in did not work', text: 'Something went wrong on the way. It has been noted; try again.' },
  foreignSignOut: {
    title: 'Do you want to sign out?',
    text: 'Another site asked for it. Nothing has changed so far.',
    stay: 'Stay signed in',
  },
};
