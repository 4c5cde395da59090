/** The door of the room. */

export { approveTariff } from './commands/approve-tariff.ts';
export { draftTariff } from './commands/draft-tariff.ts';
export { tariffLinks } from './links.ts';
export { VAT_LABELS } from './messages.it.ts';
export { mayApproveTariffs, mayViewTariffs } from './permissions.ts';
export {
  type AskedInputs,
  type FurtherInputs,
  furtherInputs,
  type ReadQuantity,
} from './queries/further-inputs.ts';
export { type TariffInForce, tariffInForce } from './queries/get-tariff.ts';
export { type CountedQuantity, listQuantities } from './queries/list-quantities.ts';
export { assessFee, type FeeResult } from './rules/assess-fee.ts';
export { explainTariff, referenceText, type Sentence, stepTables } from './rules/explain-tariff.ts';
export type { FeeInputs } from './rules/fee-inputs.ts';
export { populationReferenceDate } from './rules/population-reference.ts';
export { regionCode } from './rules/region-code.ts';
export {
  STANDARD_PARAMETERS,
  type StandardTariffParameters,
  standardTariff,
} from './rules/standard-tariff.ts';
export { type BodyCategory, parseTariff, type Tariff } from './rules/tariff.ts';
export { sentenceOf, type TraceLine } from './rules/trace.ts';
export { type WantedInputs, wantedInputs } from './rules/wanted-inputs.ts';
export {
  type FilesComparison,
  type FilesSimulation,
  simulateTariffFromFiles,
} from './terminal/simulate-from-files.ts';
