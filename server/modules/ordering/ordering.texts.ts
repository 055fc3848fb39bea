/** What the software itself notes on orders. */
export const orderingTexts = {
  sentBack: (amount: string, reference: string) =>
    `A payment of ${amount} (${reference}) arrived when nothing was left to be paid. It goes back to where it came from.`,
};
