import type { RegisteredCollection } from '../platform/model.ts';

type Stage = { stage?: string; inputStage?: Stage; inputStages?: Stage[]; shards?: Stage[] };

/** The stages of the plan that MongoDB chose for one declared way of asking a collection. */
async function stagesOf(
  { model }: RegisteredCollection,
  asked: NonNullable<RegisteredCollection['asked']>[number],
): Promise<string[]> {
  const query = model.find(asked.filter);
  if (asked.sort) query.sort(asked.sort);
  if (asked.collation) query.collation(asked.collation);
  const explained = (await query.limit(20).explain('queryPlanner')) as unknown as {
    queryPlanner: { winningPlan: Stage & { queryPlan?: Stage } };
  };
  const stages: string[] = [];
  const walk = (stage: Stage | undefined): void => {
    if (!stage) return;
    if (stage.stage) stages.push(stage.stage);
    for (const inner of [stage.inputStage, ...(stage.inputStages ?? [])]) walk(inner);
  };
  const { winningPlan } = explained.queryPlanner;
  walk(winningPlan.queryPlan ?? winningPlan);
  return stages;
}

/** What is wrong with the declared ways of asking a collection: each that reads the whole collection, or sorts in memory. */
export async function unindexed(collection: RegisteredCollection): Promise<string[]> {
  const faults: string[] = [];
  for (const asked of collection.asked ?? []) {
    const stages = await stagesOf(collection, asked);
    const bad = stages.filter((stage) => stage === 'COLLSCAN' || stage === 'SORT');
    if (bad.length > 0) faults.push(`${collection.collection}, ${asked.why}: ${stages.join(' < ')}`);
  }
  return faults;
}
