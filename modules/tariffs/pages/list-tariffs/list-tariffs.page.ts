import { type Answer, page, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { tariffLinks } from '../../links.ts';
import { mayDraftTariffs, maySimulateTariffs } from '../../permissions.ts';
import { listConventions } from '../../queries/find-convention.ts';
import { listTariffs } from '../../queries/get-tariff.ts';
import { listTariffsView } from './list-tariffs.view.ts';

const STATES = ['DRAFT', 'APPROVED', 'WITHDRAWN'];

/** The tariffs of the centre, by convention and state. */
export async function show(visit: Visit): Promise<Answer> {
  const conventionId = isId(visit.query.convenzione ?? '') ? visit.query.convenzione : undefined;
  const state = STATES.includes(visit.query.stato ?? '') ? visit.query.stato : undefined;
  const [tariffs, conventions] = await Promise.all([
    listTariffs(visit, { conventionId, state }),
    listConventions(visit),
  ]);
  const mayDraft = may(visit.actor, mayDraftTariffs) && conventions.length > 0;
  return page('Tariffe', listTariffsView({ tariffs, conventions, conventionId, state, today: visit.today }), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Tariffe' }],
    heading: {
      lead: 'Le regole con cui si calcolano le quote di adesione, per versione e per periodo.',
      actions: [
        may(visit.actor, maySimulateTariffs)
          ? buttonLink({ label: 'Simula', kind: 'secondary', href: tariffLinks.simulation() })
          : '',
        mayDraft ? buttonLink({ label: 'Nuova proposta', href: tariffLinks.newFromFormula() }) : '',
      ],
    },
    wide: true,
  });
}
