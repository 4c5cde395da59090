import type { Html } from '#platform/html';
import { choropleth } from '#ui/map';
import type { Territory } from '../../queries/find-territory.ts';
import type { SimulatedRow } from '../../queries/simulation.ts';
import { signed } from './changes.view.ts';

const CLASSES = [
  { label: 'Paga almeno il 10% in meno' },
  { label: 'Paga di meno, entro il 10%' },
  { label: 'Paga lo stesso' },
  { label: 'Paga di più, entro il 10%' },
  { label: 'Paga almeno il 10% in più' },
] as const;

/** The comuni coloured by how their fee changes. */
export function mapOfChanges(territory: Territory, bodies: readonly SimulatedRow[]): Html {
  const byCode = new Map(bodies.flatMap((b) => (b.istatCode ? [[b.istatCode, b] as const] : [])));
  return choropleth({
    title: 'Variazione della quota per comune',
    description:
      'Comuni colorati secondo la variazione della quota fra le due tariffe; gli stessi dati sono nella tabella che segue.',
    topology: territory.topology,
    object: territory.objectName,
    legendTitle: 'Variazione della quota',
    unknownLabel: 'Non confrontato',
    classes: CLASSES,
    classify: (id) => changeClass(byCode.get(id)),
    label: (id) => {
      const body = byCode.get(id);
      if (!body) return `Comune ${id}, non confrontato`;
      return body.difference === null
        ? `${body.name}, non confrontabile`
        : `${body.name}: ${signed(body.difference)}`;
    },
  });
}

function changeClass(body: SimulatedRow | undefined): number | undefined {
  if (!body || body.difference === null || body.before === null) return undefined;
  if (body.difference === 0) return 2;
  const large = Math.abs(body.difference) * 10 >= body.before;
  if (body.difference < 0) return large ? 0 : 1;
  return large ? 4 : 3;
}
