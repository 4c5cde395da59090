import { formatItalianDate, isIsoDate } from '#platform/calendar';
import type { Description } from '#ui/description-list';
import { COLUMN_LABELS, ROLE_LABELS } from '../../messages.it.ts';
import type { ListedProposal } from '../../queries/list-proposals.ts';

const LABELS: Readonly<Record<string, string>> = {
  ...COLUMN_LABELS,
  role: 'Incarico',
  name: 'Nome e cognome',
  phone: 'Telefono',
  act: 'Atto',
  from: 'Dal',
  on: 'Data di riferimento',
  inhabitants: 'Abitanti',
  source: 'Fonte',
};

/** What a proposal would write, as it is read. */
export function proposedValues({ proposed }: ListedProposal): Description[] {
  return Object.entries(proposed)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ({ term: LABELS[name] ?? name, value: written(name, value) }));
}

function written(name: string, value: unknown): string {
  if (name === 'role') return ROLE_LABELS[String(value)] ?? String(value);
  if (typeof value === 'number') return value.toLocaleString('it-IT');
  return isIsoDate(String(value)) ? formatItalianDate(String(value)) : String(value);
}
