import { partsOf } from '#platform/calendar';
import { type Answer, page, type Visit } from '#platform/http/visit';
import {
  assessFee,
  type BodyCategory,
  type FeeInputs,
  type FeeResult,
  furtherInputs,
  parseTariff,
  populationReferenceDate,
  regionCode,
  type Tariff,
  wantedInputs,
} from '#tariffs';
import { siteLinks } from '../../links.ts';
import { type BodyFigures, findBodies, findBodyWithFigures } from '../../queries/find-bodies.ts';
import { inForce, listTariffs, type PublicTariff } from '../../queries/list-tariffs.ts';
import { centreOf, trail } from '../trail.ts';
import { feeEstimateView } from './fee-estimate.view.ts';

export interface Estimate {
  body: BodyFigures;
  tariff: PublicTariff;
  year: number;
  /** The day at which inhabitants and enterprises are read. */
  on: string;
  result: FeeResult;
  /** Italian names of the tariff's other quantities, by their name in the rules. */
  names: Readonly<Record<string, string>>;
}

/** What a body would owe this year under each tariff in force, with the sum explained. Nothing is recorded. */
export async function show(visit: Visit): Promise<Answer> {
  const { slug } = centreOf(visit);
  const words = (visit.query.nome ?? '').trim().slice(0, 100);
  const tariffs = (await listTariffs(visit)).filter((tariff) => inForce(tariff, visit.today));
  const code = visit.query.ente?.trim().slice(0, 100);
  const found = code ? [] : await findBodies(visit, words);
  const chosen = code ?? (found.length === 1 ? (found[0]!.ipaCode ?? found[0]!.bodyId) : null);
  const estimates = chosen ? await estimate(visit, tariffs, chosen) : [];
  return page(
    'Quanto paga il mio ente',
    feeEstimateView(slug, { words, found, estimates, chosen, anyTariff: tariffs.length > 0 }),
    {
      breadcrumb: trail(visit, { label: 'Tariffe', href: siteLinks.tariffs(slug) }, { label: 'Calcolo' }),
      heading: {
        lead: 'Il conto della quota annua, spiegato passo per passo. È una stima: fa fede l’accertamento del centro.',
      },
      description: 'Calcolo spiegato della quota annua di adesione di ciascun ente.',
    },
  );
}

async function estimate(visit: Visit, tariffs: readonly PublicTariff[], code: string): Promise<Estimate[]> {
  const { year } = partsOf(visit.today);
  const estimates: Estimate[] = [];
  for (const tariff of tariffs) {
    const read = parseTariff(tariff.definition);
    if (!read.ok) continue;
    const on = populationReferenceDate(read.tariff.populationReference, year);
    const body = await findBodyWithFigures(visit, code, on);
    if (!body) return [];
    const region = regionCode(body.region);
    const category = body.category as BodyCategory;
    const further = await publicInputs(visit, tariff.conventionId, read.tariff, { ...body, category }, on);
    const result = assessFee(read.tariff, {
      ...further,
      category,
      ...(region ? { region } : {}),
      ...(body.inhabitants === null ? {} : { inhabitants: body.inhabitants }),
      ...(body.enterprises === null ? {} : { enterprises: body.enterprises }),
    });
    const names = Object.fromEntries(read.tariff.variables.map(({ name, label }) => [name, label]));
    estimates.push({ body, tariff, year, on, result, names });
  }
  return estimates;
}

/** Class, whole association and other quantities, today; never the fees of past years, which are not for everybody. */
async function publicInputs(
  visit: Visit,
  conventionId: string,
  tariff: Tariff,
  { bodyId, category }: { bodyId: string; category: BodyCategory },
  figuresOn: string,
): Promise<Pick<FeeInputs, 'bodyClass' | 'wholeAssociation' | 'others'>> {
  const read = await furtherInputs(visit, {
    conventionId,
    figuresOn,
    wanted: { ...wantedInputs(tariff), referenceYears: [] },
    bodies: [{ bodyId, category, on: visit.today }],
  });
  const { classGiven, wholeAssociation, quantities } = read.get(bodyId) ?? {};
  return {
    bodyClass: classGiven?.name,
    wholeAssociation,
    others: Object.fromEntries(Object.entries(quantities ?? {}).map(([name, { value }]) => [name, value])),
  };
}
