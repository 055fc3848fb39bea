import { AppError } from '../../../shared/errors.ts';

export const ownRequest = () =>
  new AppError('own_request', 403, 'Nobody approves their own request. Somebody else who may do it has to.');

export const somebodyElseMay = () =>
  new AppError('somebody_else_may', 409, 'Somebody else may approve this, so that you can’t confirm it alone.');

export const shutOutByYourself = () =>
  new AppError(
    'second_person_shut_out',
    409,
    'Within the last week you took away the rights of whoever could approve this, so you can’t confirm it alone. Give somebody else these rights, or let whoever runs the machine do it.',
  );

export const alreadyDecided = (state: string) =>
  new AppError('already_decided', 409, `This request does not wait any more: it is ${state}.`, { meta: { state } });

export const requestExpired = () =>
  new AppError('request_expired', 409, 'Nobody decided about this request in time. Ask again, if it is still wanted.');

export const alreadyWaiting = (id: string) =>
  new AppError('already_waiting', 409, 'Somebody’s request for this waits already. See to that one first.', {
    meta: { approvalId: id },
  });

/** The record is another one than the request was about. */
export const changedMeanwhile = (changed: readonly { field: string; was: unknown; is: unknown }[]) =>
  new AppError(
    'changed_meanwhile',
    409,
    `Since this was asked for, somebody changed ${changed.map(({ field, was, is }) => `${field} (${text(was)} → ${text(is)})`).join(', ')}. Ask again, if it is still wanted.`,
    { meta: { changed } },
  );

const text = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? null)).slice(0, 80);

/** What can't be kept as a request, since it would hold data of a person. */
export const oneAfterTheOther = () =>
  new AppError(
    'one_after_the_other',
    409,
    'Roles of staff need a second person here. Add the person as a customer, then change the roles: that becomes a request.',
  );
