// The privacy module's door: a person's data, shown and taken away.
export { ERASURE_TOPIC, finishErasure } from './begin-erasure.use-case.ts';
export { type ErasurePreview, erasePerson, previewErasure } from './erase-person.use-case.ts';
export { unmaskedRecords } from './unmasked-records.service.ts';
