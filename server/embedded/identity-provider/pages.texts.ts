/** What the stand-in identity provider says to people. */
export const texts = {
  product: 'Counterfoil',
  signIn: {
    title: (application: string) => `Sign in to ${application}`,
    login: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    demo: 'Demo accounts',
    demoHint: 'Choose one to fill in the form.',
    wrong: 'This e-mail and password do not go together. Check both and try again.',
    empty: 'Type your e-mail and your password.',
  },
  code: {
    title: 'Confirm that it is you',
    why: (email: string) => `You are signing in as ${email}. This step needs a second proof besides your password.`,
    code: 'Six-digit code',
    demoHint: 'This is a demo account: the code is filled in for you.',
    submit: 'Confirm',
    wrong: 'This code is not right. Check it and try again.',
  },
  signOut: { title: 'Sign out?', why: 'You will be signed out of the panel and the shop.', yes: 'Sign out' },
  signedOut: { title: 'You are signed out', why: 'You can close this page.' },
  expired: {
    title: 'This sign-in page is too old',
    why: 'It was used already or left open too long. Go back to where you came from and sign in again.',
  },
  fault: { title: 'Sign-in did not work', why: 'Go back to where you came from and try again.' },
  applications: { panel: 'the panel', shop: 'the shop' },
  standIn: 'Stand-in identity provider for a developer’s machine',
  roles: { admin: 'Admin', inventory: 'Inventory', support: 'Support', shopper: 'Shopper' } as Record<string, string>,
};
