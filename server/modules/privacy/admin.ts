// The privacy module's door for the panel's resources.
export { maskPerson, UNMASK_REASONS, unmaskPerson } from './unmask-person.use-case.ts';
