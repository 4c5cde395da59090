import { readDelimitedText } from '#platform/files/delimited-text';
import { explainFileRefusal, isFileRefusal } from '#platform/files/file-refusal.it';
import type { FeeInputs } from '../rules/fee-inputs.ts';
import type { Tariff } from '../rules/tariff.ts';
import { ASSOCIATIONS, wholeAssociations } from '../rules/whole-association.ts';
import { bodyColumns, separatorOf } from './body-columns.ts';
import { type FileBody, type RefusedRow, type RowReading, readBodyRow } from './read-body-row.ts';
import { textOf, UnusableFile } from './unusable-file.ts';

export interface BodiesFile {
  /** The good rows, in the order of the file, with all that the file says of them. */
  bodies: readonly (FileBody & { inputs: FeeInputs })[];
  refused: readonly RefusedRow[];
  /** Headings that nobody uses. */
  unknownColumns: readonly string[];
}

/**
 * Reads the file of the bodies. A bad row is reported and left out; its association is counted all the same, so that
 * a wrong figure of one comune does not change the fee of the others.
 * @throws UnusableFile when it is no table or lacks columns.
 */
export function readBodiesFile(path: string, tariffs: readonly Tariff[]): BodiesFile {
  const text = textOf(path, 'Il file');
  const delimiter = separatorOf(text);
  const table = readDelimitedText(text, delimiter ? { delimiter } : {});
  if (isFileRefusal(table)) throw new UnusableFile(`Il file ${path}: ${explainFileRefusal(table)}`);
  const [header, ...records] = table.records;
  const columns = bodyColumns(header!.cells, tariffs, path);
  const lineOf = new Map<string, number>();
  const readings = records
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map((record) => readBodyRow(record, columns, lineOf));
  const isWhole = wholeAssociationsOf(readings);
  return {
    bodies: readings.flatMap(({ body }) =>
      body ? [{ ...body, inputs: { ...body.inputs, wholeAssociation: isWhole(body) } }] : [],
    ),
    refused: readings.flatMap(({ problems }) => problems),
    unknownColumns: columns.unknown,
  };
}

const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };

/**
 * The whole associations of a file, which has no dates: the comuni of an association are those of the file that name
 * it, whether it has a row or not; its members are those that the file does not say are none. An association that no
 * comune of the file names is not whole: the file says that it has none.
 */
function wholeAssociationsOf(readings: readonly RowReading[]): (body: FileBody) => boolean {
  const placed = readings.flatMap(({ belonging }) => (belonging ? [belonging] : []));
  const belongings = placed
    .filter(({ category }) => category === 'COMUNE')
    .flatMap(({ ipaCode, associatedIn }) =>
      associatedIn.map((associationId) => ({
        associationId,
        municipalityId: ipaCode.toLowerCase(),
        ...ALWAYS,
      })),
    );
  const members = placed
    .filter(({ member }) => member)
    .map(({ ipaCode }) => ({ bodyId: ipaCode.toLowerCase(), ...ALWAYS }));
  const whole = wholeAssociations(belongings, members);
  const named = new Set(belongings.map(({ associationId }) => associationId));
  return ({ ipaCode, inputs: { category } }) => {
    const bodyId = ipaCode.toLowerCase();
    const associates = ASSOCIATIONS.includes(category) || (category !== 'COMUNE' && named.has(bodyId));
    return whole({ bodyId, category: associates ? 'UNIONE' : category }, ALWAYS.from) ?? false;
  };
}
