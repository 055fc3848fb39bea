/** Where the goods of these scenes, and of the tests' orders, would go. */
export const ADDRESS = {
  name: 'Ada Byron',
  line1: '12 St James Sq',
  city: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};
export const GUEST = { name: 'Ada Byron', email: 'ada@example.org' };
