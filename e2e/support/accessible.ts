import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with rule, place and reason where axe finds anything on the page as it is now, or in the part of it that alone is new. */
export async function expectAccessible(page: Page, what = page.url(), part?: string): Promise<void> {
  // Legacy mode differs for frames of other origins alone, which no page of ours has; it saves a second window for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary.split('\n').at(-1)?.trim()}`,
    ),
  );
  expect(faults, `accessibility of ${what}`).toEqual([]);
}
