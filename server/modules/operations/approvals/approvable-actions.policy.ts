import type { RequestContext } from '../../../shared/request-context.ts';
import { type ChunkedResult, prepareChunkedOperation, prepareUndo } from '../../audit/index.ts';
import { editProduct } from '../../catalog/index.ts';
import { activateUser, changeRoles } from '../../identity/index.ts';
import { correctStock, writeOffStock } from '../../inventory/index.ts';
import { changeOrderLines, productsOfOrder, refundOrder, returnOrderLines } from '../../ordering/index.ts';
import { editSettings, type ShopSettings } from '../../settings/index.ts';
import type { ApprovableKind } from './approvable-kinds.policy.ts';
import type { Approval } from './approval.model.ts';

/** What goes on after the approval has committed, because it is more than one transaction can hold. */
export type Rest = () => Promise<ChunkedResult>;

export type ApprovableAction = {
  /** The line in the permission table that says who may do it; who may do it may approve it. */
  permission: readonly [resource: string, action: string];
  /** Above which size it has to be approved; null: never. */
  limit: (settings: ShopSettings) => number | null;
  /** Approving it needs a proof of who one is that is not older than the settings of identity say. */
  fresh?: true;
  /** The products whose queue is entered before the transaction opens, as the use case would. */
  products?: (input: never) => string[] | Promise<string[]>;
  /** Carries it out in the current operation; what it answers is done after that one has committed. */
  execute: (ctx: RequestContext, approval: Approval & { id: string }) => Promise<unknown>;
};

type Input<UseCase extends (ctx: RequestContext, input: never) => unknown> = Parameters<UseCase>[1];
type OfProduct = { productId?: string };
type OfOrder = { orderId: string; lines?: { productId?: string }[] };

const onProduct = ({ productId }: OfProduct): string[] => (productId ? [productId] : []);
const onOrder = async ({ orderId, lines = [] }: OfOrder): Promise<string[]> => [
  ...new Set([...(await productsOfOrder(orderId)), ...lines.flatMap((line) => line.productId ?? [])]),
];
/** Approved twice, by whatever accident, it is carried out once. */
const once = (id: string): { requestKey: string } => ({ requestKey: `approval-${id}` });
const switched = (on: boolean): number | null => (on ? 0 : null);

/**
 * THE table of what may have to be approved: kind → who may do it, from which limit on somebody else has to approve it, how it is carried out.
 * The use case itself describes the difference, by calling `secondLook` inside its operation right before it writes. A new line: its name in
 * approvable-kinds.policy.ts, a line here, that call, and its name for people in the catalogue of texts.
 */
export const APPROVABLE: Record<ApprovableKind, ApprovableAction> = {
  writeOff: {
    permission: ['products', 'writeOff'],
    limit: (settings) => settings.approveWriteOffsAbove,
    fresh: true,
    products: onProduct,
    execute: (ctx, { input, id }) => writeOffStock(ctx, { ...(input as Input<typeof writeOffStock>), ...once(id) }),
  },
  correct: {
    permission: ['products', 'correct'],
    limit: (settings) => settings.approveWriteOffsAbove,
    fresh: true,
    products: onProduct,
    execute: (ctx, { input, id }) => correctStock(ctx, { ...(input as Input<typeof correctStock>), ...once(id) }),
  },
  priceCut: {
    permission: ['products', 'edit'],
    limit: (settings) => settings.approvePriceCutsAbove,
    execute: (ctx, { input }) => editProduct(ctx, input as Input<typeof editProduct>),
  },
  bulk: {
    // Who may do it depends on what is done: the permission is in the input, and asked by whoever works on the records.
    permission: ['approvals', 'approve'],
    limit: (settings) => settings.approveBulkAbove,
    execute: (ctx, { input, entity }) => {
      const { ids, operation, ...rest } = input as { ids: string[]; operation: string } & Record<string, unknown>;
      return prepareChunkedOperation(ctx, { action: operation, entity, items: ids, input: rest });
    },
  },
  refund: {
    permission: ['orders', 'refund'],
    limit: (settings) => settings.approveRefundsAbove,
    execute: (ctx, { input, id }) => refundOrder(ctx, { ...(input as Input<typeof refundOrder>), ...once(id) }),
  },
  receiveReturn: {
    permission: ['orders', 'refund'],
    limit: (settings) => settings.approveRefundsAbove,
    products: onOrder,
    execute: (ctx, { input, id }) =>
      returnOrderLines(ctx, { ...(input as Input<typeof returnOrderLines>), ...once(id) }),
  },
  changeLines: {
    permission: ['orders', 'changeLines'],
    limit: (settings) => settings.approveRefundsAbove,
    products: onOrder,
    execute: (ctx, { input, id }) =>
      changeOrderLines(ctx, { ...(input as Input<typeof changeOrderLines>), ...once(id) }),
  },
  grantRoles: {
    permission: ['users', 'changeRoles'],
    limit: (settings) => switched(settings.approveRoleGrants),
    fresh: true,
    execute: (ctx, { input }) => changeRoles(ctx, input as Input<typeof changeRoles>),
  },
  activateStaff: {
    permission: ['users', 'activate'],
    limit: (settings) => switched(settings.approveRoleGrants),
    fresh: true,
    execute: (ctx, { input }) => activateUser(ctx, input as Input<typeof activateUser>),
  },
  loosenLimits: {
    permission: ['settings', 'edit'],
    limit: () => 0,
    execute: (ctx, { input }) => editSettings(ctx, input as Input<typeof editSettings>),
  },
  undo: {
    permission: ['operations', 'undo'],
    // Only ever asked for by those who may not do it themselves.
    limit: () => null,
    execute: (ctx, { entityId }) => prepareUndo(ctx, String(entityId)),
  },
};
