/** What an action answers that became a request: its page tells what becomes of it. */
export const askedFor = (id: string): { message: string; redirectTo: string } => ({
  message: 'requestDone',
  redirectTo: `/admin/resources/approvals/records/${id}/show`,
});
