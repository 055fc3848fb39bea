// The operations module's door for the panel's resources.
export { AdjustmentModel } from './import/adjustment.model.ts';
