import { type ProductSnapshot, productsByIds } from '../../server/modules/catalog/index.ts';
import { askForNotice, receiveStock, writeOffStock } from '../../server/modules/inventory/index.ts';
import { SETTINGS_ID, SettingsModel } from '../../server/modules/settings/admin.ts';
import { editSettings } from '../../server/modules/settings/index.ts';
import { again } from './every-state.ts';
import { contextOfPerson, type People } from './people.ts';
import { once } from './steps.ts';

/** What the shop writes about stock: to a shopper who waited for something, and to the stock room of what runs low. */
export async function makeStockNews(
  { admin, inventory, shoppers }: People,
  products: readonly ProductSnapshot[],
): Promise<void> {
  await once('told when stock runs low', async () => {
    const settings = await SettingsModel.findById(SETTINGS_ID).orFail().lean();
    if (settings.lowStockRecipients.length > 0) return;
    const changes = { lowStockRecipients: [inventory.email] };
    await editSettings(contextOfPerson(admin, 'demo-settings'), { revision: settings.revision, changes });
  });
  await once('what stands on invoices', async () => {
    const { revision, vatNumber } = await SettingsModel.findById(SETTINGS_ID).orFail().lean();
    if (vatNumber) return;
    const changes = { shopAddress: '7 Stub Street\nLondon\nE2 8AA', vatNumber: 'GB 999 9999 73' };
    await editSettings(contextOfPerson(admin, 'demo-settings'), { revision, changes });
  });
  const fresh = (await productsByIds(products.map(({ id }) => id))).filter(({ status }) => status === 'active');
  await once('back in stock', async () => {
    const awaited = fresh.filter(({ available }) => available === 0).at(-1);
    if (!awaited) return;
    await again(() => askForNotice({ slug: awaited.slug, email: shoppers[1]!.email }));
    const delivery = {
      productId: awaited.id,
      quantity: 24,
      reference: 'Asked for again',
      requestKey: 'demo-back-in-stock',
    };
    await receiveStock(contextOfPerson(inventory, 'demo-back-in-stock'), delivery);
  });
  await once('running low', async () => {
    const above = ({ available, lowStockThreshold }: ProductSnapshot): number => available - lowStockThreshold;
    const [next] = fresh.filter((product) => above(product) > 0).toSorted((a, b) => above(a) - above(b));
    if (!next) return;
    const loss = {
      productId: next.id,
      quantity: above(next),
      note: 'Water damage on the lowest shelf',
      requestKey: 'demo-running-low',
    };
    await writeOffStock(contextOfPerson(inventory, 'demo-running-low'), loss);
  });
}
