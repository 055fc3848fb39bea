// The privacy module's door for the panel's resources.
export { beginErasure, ERASURE_REASONS } from './begin-erasure.use-case.ts';
export { type ErasurePreview, previewErasure } from './erase-person.use-case.ts';
export { maskPerson, UNMASK_REASONS, unmaskPerson } from './unmask-person.use-case.ts';
