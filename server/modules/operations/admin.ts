// The operations module's door for the panel's resources.
export { ADJUSTMENT_KINDS, AdjustmentModel } from './import/adjustment.model.ts';
