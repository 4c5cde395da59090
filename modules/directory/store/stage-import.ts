import { createHash } from 'node:crypto';
import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { type KnownQuantity, quantityLabel, quantityName } from '../rules/quantity-name.ts';
import type { ReadRecord, RegisterReading } from '../rules/register-files/read-register.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { RegisterRecords } from '../rules/register-files/register-kinds.ts';
import {
  draftOfAssociation,
  draftOfComune,
  draftOfIpaBody,
  type PlacedDraft,
} from '../rules/register-import/body-draft.ts';
import { cropTopology } from '../rules/register-import/crop-topology.ts';
import type { Choice, Choices, ImportOptions } from '../rules/register-import/import-options.ts';
import { isInTerritory, type Place } from '../rules/register-import/territory.ts';
import { type BodyRegister, planBodies } from './plan-bodies.ts';
import { planBoundaries } from './plan-boundaries.ts';
import { planChanges } from './plan-changes.ts';
import { planFigures } from './plan-figures.ts';
import { planMembers, UNKNOWN_BEGINNING } from './plan-members.ts';
import { planQuantities } from './plan-quantities.ts';
import type { OnProgress } from './stage-rows.ts';

/** What a plan is made of. */
export interface PlanRequest {
  centreId: string;
  importId: string;
  reading: RegisterReading;
  options: ImportOptions;
  choices: Choices;
  /** The quantities that the centre's tariffs count, with the names by which a file may call them. */
  quantities: readonly KnownQuantity[];
  onProgress: OnProgress;
}

type Records<K extends RegisterKindName> = readonly ReadRecord<RegisterRecords[K]>[];
type Planner = (db: Db, request: PlanRequest) => Promise<void>;

/** Each register with the way to compare its records with those of the centre. */
const PLANNERS: Record<RegisterKindName, Planner> = {
  'ipa-bodies': (db, r) => planDrafts(db, r, 'ipa-bodies', recordsOf(r, 'ipa-bodies').map(draftOfIpaBody)),
  'istat-comuni': (db, r) =>
    planDrafts(db, r, 'istat-comuni', recordsOf(r, 'istat-comuni').map(draftOfComune)),
  associations: (db, r) =>
    planDrafts(db, r, 'associations', recordsOf(r, 'associations').map(draftOfAssociation)),
  population: (db, r) =>
    planFigureRecords(
      db,
      r,
      'population',
      recordsOf(r, 'population').map(({ line, record }) => ({ line, ...record, figure: record.inhabitants })),
    ),
  enterprises: (db, r) =>
    planFigureRecords(
      db,
      r,
      'enterprises',
      recordsOf(r, 'enterprises').flatMap(({ line, record: { istatCode, ipaCode, figures } }) => {
        const active = figures.find((figure) => figure.measure === 'ACTIVE');
        return active
          ? [{ line, istatCode, ipaCode, referenceDate: active.referenceDate, figure: active.value }]
          : [];
      }),
    ),
  quantities: planQuantityRecords,
  'association-members': planMemberRecords,
  'municipality-changes': planChangeRecords,
  boundaries: planBoundaryRecords,
};

/** Compares the records of a file with the register, and writes the rows of the plan. */
export function stageImport(db: Db, kind: RegisterKindName, request: PlanRequest): Promise<void> {
  return PLANNERS[kind](db, request);
}

const recordsOf = <K extends RegisterKindName>({ reading }: PlanRequest, _kind: K): Records<K> =>
  reading.records as unknown as Records<K>;

const onlyKnown = ({ options }: PlanRequest): boolean => options.territory.scope === 'known';

const within = ({ options }: PlanRequest, place: Place): boolean => isInTerritory(options.territory, place);

const choiceOf = ({ choices }: PlanRequest, line: number): Choice | undefined => choices[String(line)];

/** What was chosen for a row, as the comparison wants it; `SKIP` leaves the row as it is, to be chosen. */
function chosenBody(choice: Choice | undefined): { chosen?: string } {
  if (choice === undefined || choice === 'SKIP') return {};
  return { chosen: choice === 'NEW' ? 'NEW' : choice.bodyId };
}

function planDrafts(db: Db, request: PlanRequest, register: BodyRegister, drafts: readonly PlacedDraft[]) {
  const bodies = drafts
    .filter(({ place, gone }) => !gone && within(request, place))
    .map(({ draft }) => ({ ...draft, id: newId(), ...chosenBody(choiceOf(request, draft.line)) }));
  return planBodies(
    db,
    request.centreId,
    request.importId,
    register,
    bodies,
    onlyKnown(request),
    request.onProgress,
  );
}

interface FigureRecord {
  line: number;
  istatCode: string | null;
  ipaCode: string | null;
  referenceDate: string;
  figure: number;
}

function planFigureRecords(
  db: Db,
  request: PlanRequest,
  kind: 'population' | 'enterprises',
  records: readonly FigureRecord[],
) {
  const figures = records
    .filter(({ istatCode, ipaCode }) => within(request, { istatCodes: [istatCode], ipaCode }))
    .map(({ line, istatCode, ipaCode, referenceDate, figure }) => ({
      line,
      id: newId(),
      istat_code: istatCode,
      ipa_code: ipaCode,
      ref_date: referenceDate,
      figure,
    }));
  return planFigures(
    db,
    request.centreId,
    request.importId,
    kind,
    figures,
    onlyKnown(request),
    request.onProgress,
  );
}

function planQuantityRecords(db: Db, request: PlanRequest) {
  const quantities = recordsOf(request, 'quantities')
    .filter(({ record: { istatCode, ipaCode } }) => within(request, { istatCodes: [istatCode], ipaCode }))
    .map(({ line, record }) => {
      // The reading has refused what has no name.
      const name = quantityName(record.item, request.quantities)!;
      return {
        line,
        id: newId(),
        istat_code: record.istatCode,
        ipa_code: record.ipaCode,
        name,
        item: quantityLabel(name, request.quantities),
        ref_date: record.referenceDate,
        value: record.value,
        source: record.source,
      };
    });
  return planQuantities(
    db,
    request.centreId,
    request.importId,
    quantities,
    onlyKnown(request),
    request.onProgress,
  );
}

function planMemberRecords(db: Db, request: PlanRequest) {
  const members = recordsOf(request, 'association-members')
    .filter(({ record }) => within(request, { istatCodes: [record.istatCode, record.historicalIstatCode] }))
    .map(({ line, record }) => ({
      line,
      id: newId(),
      association: record.associationId,
      historical_istat_code: record.historicalIstatCode,
      istat_code: record.istatCode,
      name: record.municipalityName,
      valid_from: record.from ?? UNKNOWN_BEGINNING,
      valid_to: record.to,
      from_known: record.from !== null,
    }));
  return planMembers(db, request.centreId, request.importId, members, onlyKnown(request), request.onProgress);
}

function planChangeRecords(db: Db, request: PlanRequest) {
  const changes = recordsOf(request, 'municipality-changes')
    .filter(({ record }) =>
      within(request, {
        istatCodes: [record.successorIstatCode, record.formerIstatCode, ...record.candidates],
      }),
    )
    .map(({ line, record }) => {
      const choice = choiceOf(request, line);
      const on = typeof choice === 'object' ? choice.on : undefined;
      return {
        line,
        id: newId(),
        name: record.name,
        former: record.formerIstatCode,
        cadastral_code: record.cadastralCode,
        province_code: record.province,
        ceased_on: record.ceasedOn ?? on ?? null,
        successor: record.successorIstatCode,
        by_choice: record.applied === 'by-choice',
        possible: record.candidates,
        ...(choice === 'NEW' ? {} : chosenBody(choice)),
      };
    });
  return planChanges(db, request.centreId, request.importId, changes, request.onProgress);
}

async function planBoundaryRecords(db: Db, request: PlanRequest) {
  const { codes, hash } = await drawingOf(db, request);
  const boundaries = recordsOf(request, 'boundaries')
    .filter(({ record }) => codes.has(record.code))
    .map(({ line, record }) => ({ line, code: record.code, name: record.name }));
  return planBoundaries(db, request.centreId, request.importId, boundaries, hash, request.onProgress);
}

/** The map that an import draws: the areas of the territory, out of the file. */
export async function drawingOf(db: Db, request: Pick<PlanRequest, 'centreId' | 'reading' | 'options'>) {
  const { reading, options } = request;
  const records = reading.records as unknown as Records<'boundaries'>;
  const known = options.territory.scope === 'known' ? await knownIstatCodes(db, request.centreId) : null;
  const codes = new Set(
    records
      .map(({ record }) => record)
      .filter(({ code, province }) =>
        known ? known.has(code) : isInTerritory(options.territory, placeOfArea(code, province)),
      )
      .map(({ code }) => code),
  );
  const object = objectNameOf(reading, options);
  const topology = cropTopology(reading.topology!, object, (code) => codes.has(code));
  const hash = createHash('sha256').update(JSON.stringify(topology)).digest('hex');
  return { codes, object, topology, hash };
}

const placeOfArea = (code: string, province: string | null): Place => ({
  istatCodes: [code],
  province: province !== null && /^[A-Z]{2}$/.test(province) ? province : null,
});

function objectNameOf(reading: RegisterReading, options: ImportOptions): string {
  const names = Object.keys(reading.topology!.objects);
  return options.topologyObject ?? (names.length === 1 ? names[0]! : 'comuni');
}

async function knownIstatCodes(db: Db, centreId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    select istat_code as code from directory.public_bodies where centre_id = ${centreId} and istat_code is not null and ceased_on is null`.execute(
    db,
  );
  return new Set(rows.map((row) => row.code));
}
