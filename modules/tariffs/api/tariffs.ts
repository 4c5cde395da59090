import { z } from 'zod';
import { InvalidInput } from '#platform/errors';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { sentenceFor } from '#platform/messages';
import { draftTariff } from '../commands/draft-tariff.ts';
import { mayDraftTariffs, maySimulateTariffs, mayViewTariffs } from '../permissions.ts';
import { findConvention } from '../queries/find-convention.ts';
import { getTariff, type ListedTariff, listTariffs } from '../queries/get-tariff.ts';
import { simulate } from '../queries/simulation.ts';
import { populationReferenceDate } from '../rules/population-reference.ts';
import { parseTariff, type Tariff, tariffJsonSchema } from '../rules/tariff.ts';
import { validateTariff } from '../rules/validate-tariff.ts';

const id = z.uuid().meta({ description: 'Identificativo', example: '0199a000-0000-7000-8000-000000000001' });
const day = z.iso.date().meta({ description: 'Giorno, AAAA-MM-GG', example: '2027-01-01' });
const cents = z.int().min(-1e13).max(1e13).meta({ description: 'Centesimi di euro', example: 174000 });
const count = z.int().min(0).max(1_000_000).meta({ description: 'Numero di enti', example: 205 });
const text = (most: number, description: string, example: string) =>
  z.string().max(most).meta({ description, example });

const listed = z
  .strictObject({
    id,
    conventionId: id,
    code: text(40, 'Codice, uguale fra le versioni', 'quota-adesione'),
    version: z.int().min(1).max(100_000).meta({ description: 'Versione', example: 2 }),
    title: text(200, 'Titolo', 'Quota di adesione'),
    validFrom: day,
    validTo: day.nullable(),
    state: z.enum(['DRAFT', 'APPROVED', 'WITHDRAWN']).meta({ description: 'Stato', example: 'APPROVED' }),
    vatTreatment: z
      .enum(['OUT_OF_SCOPE', 'EXEMPT', 'STANDARD_SPLIT_PAYMENT'])
      .meta({ description: 'Trattamento IVA', example: 'OUT_OF_SCOPE' }),
    decision: text(300, 'Decisione che l’ha approvata', 'Decisione n. 4 – Tavolo strategico').nullable(),
    decidedOn: day.nullable(),
  })
  .meta({ id: 'ListedTariff' });

const definition = z.looseObject({}).meta({
  id: 'TariffDefinition',
  description: 'La tariffa secondo lo schema /api/v1/schemas/tariff.json',
  example: { schema: 'urn:broletto:tariff:1' },
});

const finding = z
  .strictObject({
    code: text(100, 'Codice del problema', 'tariffs.rows-leave-a-gap'),
    path: text(500, 'Dove', 'fee.slabs.1'),
    message: text(1000, 'Frase in italiano', 'Fra due scaglioni resta scoperto un intervallo.'),
  })
  .meta({ id: 'TariffFinding' });

const notch = z
  .strictObject({
    variable: text(40, 'Grandezza', 'inhabitants'),
    value: z.int().min(0).max(999_999_999).meta({ description: 'Ultimo valore prima', example: 40000 }),
    severity: z.enum(['NOTCH', 'CLIFF']).meta({ description: 'Scalino o salto', example: 'CLIFF' }),
    before: cents,
    after: cents,
    difference: cents,
  })
  .meta({ id: 'TariffNotch' });

const asListed = (t: ListedTariff): z.input<typeof listed> => ({
  id: t.id,
  conventionId: t.conventionId,
  code: t.code,
  version: t.version,
  title: t.title,
  validFrom: t.validFrom,
  validTo: t.validTo,
  state: t.state,
  vatTreatment: t.vatTreatment as 'OUT_OF_SCOPE',
  decision: t.decision,
  decidedOn: t.decidedOn,
});

/** The tariff in the body, or what is wrong in it, field by field. */
function tariffIn(data: unknown): Tariff {
  const read = parseTariff(data);
  if (read.ok) return read.tariff;
  throw new InvalidInput(Object.fromEntries(read.problems.map((p) => [`definition.${p.path}`, p.message])));
}

export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/schemas/tariff.json',
    operationId: 'getTariffSchema',
    tag: 'Tariffe',
    summary: 'Schema JSON di una tariffa',
    permission: 'everyone',
    answer: z.looseObject({}).meta({ id: 'TariffJsonSchema', example: { $id: 'urn:broletto:tariff:1' } }),
    handle: async () => tariffJsonSchema(),
  }),
  endpoint({
    method: 'GET',
    path: '/tariffs',
    operationId: 'listTariffs',
    tag: 'Tariffe',
    summary: 'Elenca le tariffe',
    description:
      'Proposte e approvate, le più recenti per prime. `in_force_on` limita a quelle in vigore in un giorno.',
    permission: mayViewTariffs,
    query: z.object({ ...listParameters, convention_id: id.optional(), in_force_on: day.optional() }),
    answer: listOf(listed),
    handle: (call) => {
      const { convention_id: conventionId, in_force_on: inForceOn } = call.query;
      return pageOf(call.query, (page) => listTariffs(call, { conventionId, inForceOn }, page), asListed);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tariffs/{tariff_id}',
    operationId: 'getTariff',
    tag: 'Tariffe',
    summary: 'Legge una tariffa con le sue regole',
    permission: mayViewTariffs,
    params: z.object({ tariff_id: id }),
    answer: z.strictObject({ ...listed.shape, definition }).meta({ id: 'Tariff' }),
    handle: async (call) => {
      const found = await getTariff(call, call.params.tariff_id);
      return { ...asListed(found), definition: found.tariff as unknown as Record<string, unknown> };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tariffs',
    operationId: 'createTariff',
    tag: 'Tariffe',
    summary: 'Propone una tariffa',
    description: 'La proposta va poi approvata con la decisione dell’organo degli enti, da un’altra persona.',
    permission: mayDraftTariffs,
    body: z
      .strictObject({
        conventionId: id,
        code: z
          .string()
          .regex(/^[a-z][a-z0-9-]{1,39}$/)
          .meta({ description: 'Codice, uguale fra le versioni', example: 'quota-adesione' }),
        title: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .meta({ description: 'Titolo', example: 'Quota di adesione' }),
        validFrom: day,
        validTo: day.nullable().default(null),
        vatTreatment: listed.shape.vatTreatment.default('OUT_OF_SCOPE'),
        definition,
      })
      .meta({ id: 'NewTariff' }),
    answer: z.strictObject({ id, version: listed.shape.version }).meta({ id: 'CreatedTariff' }),
    handle: async (call) => {
      const made = await draftTariff(call, {
        ...call.body,
        definition: tariffIn(call.body.definition),
        parameters: null,
      });
      return { id: made.tariffId, version: made.version };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tariff-validations',
    operationId: 'validateTariff',
    tag: 'Tariffe',
    summary: 'Controlla una tariffa senza conservarla',
    description: 'Problemi da correggere, e punti in cui un ente più grande paga di meno.',
    permission: mayViewTariffs,
    status: 200,
    body: z.strictObject({ definition }).meta({ id: 'TariffToValidate' }),
    answer: z
      .strictObject({
        problems: z.array(finding).max(10_000),
        notches: z.array(notch).max(100_000),
        bounded: z
          .boolean()
          .describe('I casi sono troppi per provarli tutti: potrebbero esserci altri punti'),
      })
      .meta({ id: 'TariffValidation' }),
    handle: async (call) => {
      const { problems, notches, bounded } = validateTariff(tariffIn(call.body.definition));
      return {
        problems: problems.map(({ code, path, facts }) => ({
          code,
          path,
          message: sentenceFor(code, facts),
        })),
        notches: notches.map(({ body: _, ...rest }) => rest),
        bounded,
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tariff-simulations',
    operationId: 'simulateTariffs',
    tag: 'Tariffe',
    summary: 'Confronta due tariffe su tutti gli enti',
    permission: maySimulateTariffs,
    status: 200,
    body: z
      .strictObject({
        before: id,
        after: id,
        on: day,
        bodies: z
          .enum(['members', 'all'])
          .default('members')
          .meta({ description: 'Aderenti o tutti', example: 'members' }),
      })
      .meta({ id: 'TariffSimulationRequest' }),
    answer: z
      .strictObject({
        figuresOn: day,
        compared: count,
        notComparable: count,
        before: cents,
        after: cents,
        difference: cents,
        bodies: z
          .array(
            z
              .strictObject({
                bodyId: id,
                name: text(500, 'Denominazione', 'Comune di Alfa'),
                before: cents.nullable(),
                after: cents.nullable(),
                difference: cents.nullable(),
                missing: z.array(text(60, 'Dato mancante', 'enterprises')).max(50),
              })
              .meta({ id: 'SimulatedBody' }),
          )
          .max(100_000),
      })
      .meta({ id: 'TariffSimulation' }),
    handle: async (call) => {
      const { before, after, on, bodies } = call.body;
      const [first, second] = [await getTariff(call, before), await getTariff(call, after)];
      const convention = await findConvention(call, second.conventionId);
      const figuresOn = populationReferenceDate(second.tariff.populationReference, Number(on.slice(0, 4)));
      const simulation = await simulate(call, {
        before: first.tariff,
        after: second.tariff,
        convention: convention!,
        bodies,
        on,
        figuresOn,
      });
      return {
        figuresOn,
        compared: simulation.totals.bodies,
        notComparable: simulation.notComparable,
        before: simulation.totals.before,
        after: simulation.totals.after,
        difference: simulation.totals.difference,
        bodies: simulation.bodies.map((b) => ({
          bodyId: b.bodyId,
          name: b.name,
          before: b.before,
          after: b.after,
          difference: b.difference,
          missing: [...b.missing],
        })),
      };
    },
  }),
];
