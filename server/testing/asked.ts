import type { RegisteredCollection } from '../platform/model.ts';

type Stage = { stage?: string; inputStage?: Stage; inputStages?: Stage[] };

type Plan = Stage & { queryPlan?: Stage };

/** The stages of the plans that MongoDB weighed for one declared way of asking a collection, the one it chose first. */
async function plansOf(
  { model }: RegisteredCollection,
  asked: NonNullable<RegisteredCollection['asked']>[number],
): Promise<string[][]> {
  const query = model.find(asked.filter);
  if (asked.sort) query.sort(asked.sort);
  if (asked.collation) query.collation(asked.collation);
  const explained = (await query.limit(20).explain('queryPlanner')) as unknown as {
    queryPlanner: { winningPlan: Plan; rejectedPlans: Plan[] };
  };
  const { winningPlan, rejectedPlans } = explained.queryPlanner;
  return [winningPlan, ...rejectedPlans].map((plan) => stagesOf(plan.queryPlan ?? plan));
}

function stagesOf({ stage, inputStage, inputStages = [] }: Stage): string[] {
  const inner = [...(inputStage ? [inputStage] : []), ...inputStages].flatMap(stagesOf);
  return stage ? [stage, ...inner] : inner;
}

const isSlow = (stage: string): boolean => stage === 'COLLSCAN' || stage === 'SORT';

/**
 * What is wrong with the declared ways of asking a collection: each that can only be answered by reading the whole collection or by sorting
 * in memory. Among the few records of a test it may well be cheaper to sort three than to merge the parts of an index.
 */
export async function unindexed(collection: RegisteredCollection): Promise<string[]> {
  const faults: string[] = [];
  for (const asked of collection.asked ?? []) {
    const [chosen = [], ...others] = await plansOf(collection, asked);
    const isIndexed = !chosen.includes('COLLSCAN') && [chosen, ...others].some((plan) => !plan.some(isSlow));
    if (!isIndexed) faults.push(`${collection.collection}, ${asked.why}: ${chosen.join(' < ')}`);
  }
  return faults;
}
