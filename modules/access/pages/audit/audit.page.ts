import { formatInstant, parseItalianDate } from '#platform/calendar';
import { writeCsv } from '#platform/files/csv-write';
import { type ListQuery, readListQuery } from '#platform/forms/list-query';
import { html } from '#platform/html';
import { type Answer, file, page, type Visit } from '#platform/http/visit';
import { formatInteger } from '#platform/money';
import { may } from '#platform/permission';
import { alert } from '#ui/alert';
import { buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { accessLinks } from '../../links.ts';
import { mayCheckAudit } from '../../permissions.ts';
import {
  type AuditFilter,
  auditedActions,
  checkAuditChain,
  listAuditEvents,
} from '../../queries/list-audit-events.ts';
import { actionLabel, auditView, factsInWords, targetLabel } from './audit.view.ts';

const RULES = {
  sorts: ['data'],
  defaultDirection: 'desc',
  filters: ['azione', 'persona', 'dal', 'al', 'oggetto', 'id'],
} as const;
const MOST_EXPORTED = 50_000;
const CRUMBS = [{ label: 'Scrivania', href: '/' }];

/** What happened in the centre: who, when, on what, for whom. */
export async function show(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, RULES);
  const events = await listAuditEvents(visit, filterOf(list), list);
  const actions = await auditedActions(visit);
  return page('Registro degli eventi', auditView(list, events, actions), {
    breadcrumb: [...CRUMBS, { label: 'Registro degli eventi' }],
    wide: true,
    heading: {
      lead: 'Ogni operazione è registrata nello stesso momento in cui avviene; gli eventi non si modificano e non si cancellano.',
      ...(may(visit.actor, mayCheckAudit)
        ? {
            actions: buttonLink({
              label: 'Verifica la catena',
              href: accessLinks.auditCheck(),
              kind: 'secondary',
              icon: 'link',
            }),
          }
        : {}),
    },
  });
}

/** The same events as CSV. */
export async function csv(visit: Visit): Promise<Answer> {
  const list = readListQuery(visit, RULES);
  const { rows } = await listAuditEvents(visit, filterOf(list), { size: MOST_EXPORTED, offset: 0 });
  const text = writeCsv(
    [
      'N.',
      'Data e ora',
      'Persona',
      'Ente che agisce',
      'Per conto di',
      'Azione',
      'Codice',
      'Oggetto',
      'Identificativo',
      'Motivo',
      'Dati',
      'Origine',
    ],
    rows.map((e) => [
      e.seq,
      formatInstant(e.at),
      e.actorName,
      e.actingBody,
      e.onBehalfOfBody,
      actionLabel(e.action),
      e.action,
      targetLabel(e.target),
      e.targetId,
      e.reason,
      factsInWords(e.facts),
      e.ip,
    ]),
  );
  return file('registro-eventi.csv', 'text/csv; charset=utf-8', text);
}

/** The chain computed again from the first event. */
export async function check(visit: Visit): Promise<Answer> {
  const result = await checkAuditChain(visit);
  const whole = result.brokenAt === null;
  const content = html`${alert({
    kind: whole ? 'success' : 'danger',
    live: true,
    title: whole ? 'La catena è integra' : 'La catena è interrotta',
    text: whole
      ? 'Nessun evento è stato modificato, tolto o aggiunto fuori dal sistema.'
      : `Il primo evento che non corrisponde è il n. ${formatInteger(result.brokenAt!)}: i dati sono stati alterati fuori dal sistema. Conservare una copia della base dati e avvisare l’amministratore dell’installazione.`,
  })}${descriptionList([
    { term: 'Eventi ricalcolati', value: formatInteger(result.events) },
    { term: 'Verifica eseguita', value: formatInstant(visit.now) },
  ])}<p>Ogni evento contiene l’impronta (SHA-256) di quello precedente: cambiarne uno cambia tutte le impronte successive.</p>${buttonLink({ label: 'Torna al registro', href: accessLinks.audit(), kind: 'secondary' })}`;
  return page('Verifica della catena', content, {
    breadcrumb: [
      ...CRUMBS,
      { label: 'Registro degli eventi', href: accessLinks.audit() },
      { label: 'Verifica' },
    ],
  });
}

function filterOf(list: ListQuery): AuditFilter {
  const { azione, persona, dal, al, oggetto, id } = list.filters;
  return {
    action: azione,
    person: persona,
    from: dal ? parseItalianDate(dal) : null,
    to: al ? parseItalianDate(al) : null,
    target: oggetto,
    targetId: id,
  };
}
