/** What mails about stock say. */
export const stockMailTexts = {
  back: {
    subject: (product: string) => `${product} is back`,
    greeting: 'Hello,',
    body: (product: string) => `${product} can be ordered again. You asked us to tell you.`,
    once: 'This was the one mail you asked for; we have struck your address off.',
    see: 'See it in the shop',
  },
  low: {
    subject: (product: string) => `Running low: ${product}`,
    greeting: 'Hello,',
    body: (product: string, left: string) => `of ${product} only ${left} can still be sold.`,
    sku: 'SKU',
    left: 'Left to sell',
    threshold: 'Low from',
  },
  closing: (shop: string) => ['With kind regards', shop],
};
