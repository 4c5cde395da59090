import { z } from 'zod';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { type RefusedRow, recordEarlierAdhesions } from '../commands/record-earlier-adhesions.ts';
import { mayRecordEarlierAdhesions, mayViewMembers } from '../permissions.ts';
import { type ListedMember, listMembers } from '../queries/list-members.ts';
import { SIGNATURE_KINDS } from '../rules/signature-acceptance.ts';
import { act, category, day, id, kind, TAG, text } from './fields.ts';

export const membership = z
  .strictObject({
    id,
    bodyId: id,
    name: text(500, 'Denominazione dell’ente', 'Comune di Adro'),
    category,
    convention: text(200, 'Convenzione', 'Convenzione 2026–2036'),
    kind,
    via: text(500, 'Associazione da cui deriva', 'Unione dei Comuni della Valsaviore').nullable(),
    validFrom: day,
    validTo: day,
    endReason: z
      .enum(['WITHDRAWAL', 'EXCLUSION', 'LAPSE', 'MERGER', 'REGULARISED'])
      .nullable()
      .meta({ description: 'Motivo di una fine anticipata', example: null }),
    state: z
      .enum(['IN_FORCE', 'TO_REGULARISE', 'IN_NOTICE', 'ENDED', 'FUTURE'])
      .meta({ description: 'Stato nel giorno chiesto', example: 'IN_FORCE' }),
  })
  .meta({ id: 'Membership' });

/** An adhesion as every operation tells it. */
export const shown = (
  m: Pick<
    ListedMember,
    | 'id'
    | 'bodyId'
    | 'name'
    | 'category'
    | 'conventionTitle'
    | 'kind'
    | 'viaName'
    | 'validFrom'
    | 'validTo'
    | 'endReason'
    | 'state'
  >,
): z.input<typeof membership> => ({
  id: m.id,
  bodyId: m.bodyId,
  name: m.name,
  category: m.category,
  convention: m.conventionTitle,
  kind: m.kind,
  via: m.viaName,
  validFrom: m.validFrom,
  validTo: m.validTo,
  endReason: m.endReason as null,
  state: m.state,
});

const earlier = z
  .strictObject({
    bodyCode: text(50, 'Codice IPA o ISTAT dell’ente', 'c_a034'),
    viaCode: text(50, 'Codice dell’associazione, per un’adesione derivata', 'udcv_').nullable().default(null),
    from: day,
    act: z
      .strictObject({
        ...act,
        signatory: text(200, 'Chi ha sottoscritto', 'Il sindaco'),
        boardRepresentative: text(200, 'Rappresentante nei tavoli', 'L’assessore delegato'),
        signatureKind: z.enum(SIGNATURE_KINDS).meta({ description: 'Tipo di firma', example: 'DIGITAL' }),
      })
      .nullable()
      .default(null),
    signedOn: day.nullable().default(null),
  })
  .meta({ id: 'EarlierAdhesion' });

const MOST_ADHESIONS = 5000;
const howMany = z.int().min(0).max(MOST_ADHESIONS).meta({ description: 'Adesioni caricate', example: 150 });

export const membershipEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/memberships',
    operationId: 'listMemberships',
    tag: TAG,
    summary: 'Elenca gli enti aderenti in un giorno',
    description: 'Senza `on` il giorno è oggi. `standing` elenca anche le adesioni cessate o future.',
    permission: mayViewMembers,
    query: z.object({
      on: day.optional(),
      category: category.optional(),
      cluster: z.enum(['S', 'M', 'L']).optional().meta({
        description: 'Fascia di abitanti del comune: S < 5.000, M fino a 15.000, L oltre',
        example: 'M',
      }),
      convention_id: id.optional(),
      kind: kind.optional(),
      standing: z
        .enum(['IN_FORCE', 'ENDED', 'FUTURE', 'TO_REGULARISE', 'IN_NOTICE'])
        .optional()
        .meta({ description: 'Stato', example: 'IN_FORCE' }),
      ...listParameters,
    }),
    answer: listOf(membership).meta({ id: 'MembershipList' }),
    handle({ query, ...call }) {
      const filter = {
        on: query.on ?? call.today,
        category: query.category,
        cluster: query.cluster,
        conventionId: query.convention_id,
        kind: query.kind,
        standing: query.standing,
      };
      return pageOf(
        query,
        (page) => listMembers(call, filter, { sort: 'nome', direction: 'asc', ...page }),
        shown,
      );
    },
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/earlier-adhesions',
    operationId: 'recordEarlierAdhesions',
    tag: TAG,
    summary: 'Carica le adesioni già in essere: tutte o nessuna',
    permission: mayRecordEarlierAdhesions,
    params: z.object({ convention_id: id }),
    body: z.strictObject({ adhesions: z.array(earlier).min(1).max(MOST_ADHESIONS) }).meta({
      id: 'EarlierAdhesions',
    }),
    answer: z.strictObject({ direct: howMany, derived: howMany }).meta({ id: 'RecordedAdhesions' }),
    handle: async (call) => {
      const adhesions = call.body.adhesions.map((a, index) => ({ ...a, line: index }));
      try {
        return await recordEarlierAdhesions(call, {
          conventionId: call.params.convention_id,
          adhesions,
        });
      } catch (error) {
        if (error instanceof RuleBroken && Array.isArray(error.facts.refused))
          throw byRow(error.facts.refused);
        throw error;
      }
    },
  }),
];

/** Every refused row as a field of the body. */
const byRow = (refused: readonly RefusedRow[]): InvalidInput =>
  new InvalidInput(
    Object.fromEntries(
      refused.map((r) => [`adhesions.${r.line}`, `${r.bodyCode}: ${r.problems.join('; ')}.`]),
    ),
  );
