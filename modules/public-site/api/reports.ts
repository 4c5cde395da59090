import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { closeReport } from '../commands/close-report.ts';
import { mayCloseReports, mayViewReports } from '../permissions.ts';
import { getReport, listReports, type Report } from '../queries/list-reports.ts';

const TAG = 'Sito pubblico';
const id = z.uuid().meta({ description: 'Identificativo.', example: '0199a000-0000-7000-8000-0000000000aa' });
const instant = z.iso.datetime().meta({ description: 'Istante, UTC.', example: '2026-11-21T09:00:00.000Z' });
const text = (most: number, description: string, example: string) =>
  z.string().max(most).meta({ description, example });
const state = z.enum(['OPEN', 'CLOSED']).meta({ description: 'Stato.', example: 'OPEN' });
const report = z
  .strictObject({
    id,
    number: z.int().min(1).max(1e9).meta({ description: 'Numero.', example: 12 }),
    what: text(5000, 'Che cosa non funziona.', 'Il file degli aderenti non si scarica'),
    pageAddress: text(2000, 'Indirizzo della pagina.', '/centri/brescia/aderenti').nullable(),
    email: text(254, 'A chi rispondere.', 'cittadino@posta.example').nullable(),
    receivedAt: instant,
    state,
    outcome: text(5000, 'Che cosa si è fatto.', 'Collegamento corretto').nullable(),
    closedBy: text(200, 'Chi l’ha chiusa.', 'Anna Ufficio').nullable(),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'InefficiencyReport' });

const asReport = (r: Report): z.input<typeof report> => ({
  id: r.id,
  number: r.number,
  what: r.what,
  pageAddress: r.pageAddress,
  email: r.email,
  state: r.state,
  outcome: r.outcome,
  closedBy: r.closedBy,
  receivedAt: r.receivedAt.toISOString(),
  closedAt: r.closedAt?.toISOString() ?? null,
});

export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/inefficiency-reports',
    operationId: 'listInefficiencyReports',
    tag: TAG,
    summary: 'Segnalazioni di disservizio, dalla più recente',
    permission: mayViewReports,
    query: z.object({ ...listParameters, state: state.optional() }),
    answer: listOf(report),
    handle: (call) =>
      pageOf(
        call.query,
        (page) =>
          listReports(call, { state: call.query.state }, { ...page, sort: 'data', direction: 'desc' }),
        asReport,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/inefficiency-reports/{id}/closing',
    operationId: 'closeInefficiencyReport',
    tag: TAG,
    summary: 'Chiude una segnalazione, dicendo che cosa si è fatto',
    permission: mayCloseReports,
    params: z.object({ id }),
    body: z.strictObject({
      outcome: z
        .string()
        .trim()
        .min(1)
        .max(5000)
        .meta({ description: 'Che cosa si è fatto.', example: 'Collegamento corretto' }),
    }),
    answer: report,
    async handle(call) {
      await closeReport(call, { id: call.params.id, ...call.body });
      return asReport(await getReport(call, call.params.id));
    },
  }),
];
