import { formatEuro, formatInteger } from '#platform/money';
import type { MapArea } from '../../queries/map-areas.ts';

export type ThemeName = 'adesione' | 'cluster' | 'abitanti' | 'quota';

/** What colours the map: its classes, the class of an area, and the figure written beside its name. */
export interface Theme {
  label: string;
  legend: string;
  description: string;
  classes: readonly { label: string }[];
  classOf(area: MapArea): number | undefined;
  figure(area: MapArea): string;
}

const ADHESIONS = { none: 0, DERIVED: 1, DIRECT: 2 } as const;
const ADHESION_LABELS = ['Non aderente', 'Aderente tramite forma associativa', 'Aderente'] as const;

const adhesion: Theme = {
  label: 'Adesione',
  legend: 'Adesione in vigore oggi',
  description: 'Comuni del territorio secondo l’adesione in vigore oggi.',
  classes: ADHESION_LABELS.map((label) => ({ label })),
  classOf: (area) => ADHESIONS[area.adhesion ?? 'none'],
  figure: (area) => ADHESION_LABELS[ADHESIONS[area.adhesion ?? 'none']],
};

/** Last number of inhabitants of each cluster but the last; the rule is in the register of bodies. [D12] */
const CLUSTER_ENDS = [4999, 15_000];

const cluster: Theme = {
  label: 'Cluster di popolazione',
  legend: 'Cluster (piano ANCI Lombardia)',
  description: 'Comuni del territorio secondo il cluster di popolazione.',
  classes: [
    { label: 'S – meno di 5.000 abitanti' },
    { label: 'M – da 5.000 a 15.000' },
    { label: 'L – oltre 15.000' },
  ],
  classOf: ({ inhabitants }) => (inhabitants === null ? undefined : bandOf(CLUSTER_ENDS, inhabitants)),
  figure: inhabitantsText,
};

const INHABITANT_ENDS = [1000, 3000, 5000, 10_000, 15_000];

const inhabitants: Theme = {
  label: 'Abitanti',
  legend: 'Popolazione residente',
  description: 'Comuni del territorio secondo la popolazione residente.',
  classes: [
    { label: 'Fino a 1.000' },
    { label: 'Da 1.001 a 3.000' },
    { label: 'Da 3.001 a 5.000' },
    { label: 'Da 5.001 a 10.000' },
    { label: 'Da 10.001 a 15.000' },
    { label: 'Oltre 15.000' },
  ],
  classOf: (area) => (area.inhabitants === null ? undefined : bandOf(INHABITANT_ENDS, area.inhabitants)),
  figure: inhabitantsText,
};

/** Last whole cents of fee per inhabitant of each class but the last. */
const FEE_ENDS = [10, 15, 20, 25, 30];

function fee(year: number): Theme {
  return {
    label: 'Quota per abitante',
    legend: `Quota ${year} per abitante`,
    description: `Comuni del territorio secondo la quota ${year} approvata, divisa per gli abitanti.`,
    classes: [
      { label: 'Fino a 0,10 €' },
      { label: 'Da 0,11 a 0,15 €' },
      { label: 'Da 0,16 a 0,20 €' },
      { label: 'Da 0,21 a 0,25 €' },
      { label: 'Da 0,26 a 0,30 €' },
      { label: 'Oltre 0,30 €' },
    ],
    classOf: (area) => {
      const cents = centsPerHead(area);
      return cents === null ? undefined : bandOf(FEE_ENDS, cents);
    },
    figure: (area) => {
      const cents = centsPerHead(area);
      return cents === null
        ? 'Senza quota'
        : `${formatEuro(cents)} per abitante (${formatEuro(area.feeCents!)})`;
    },
  };
}

/** Whole cents, half up: only to be shown and classed, never to be summed. */
function centsPerHead({ feeCents, inhabitants: people }: MapArea): number | null {
  return feeCents === null || !people ? null : Math.floor((2 * feeCents + people) / (2 * people));
}

function inhabitantsText({ inhabitants: people }: MapArea): string {
  return people === null ? 'Popolazione mancante' : `${formatInteger(people)} abitanti`;
}

const bandOf = (ends: readonly number[], value: number): number => {
  const found = ends.findIndex((end) => value <= end);
  return found === -1 ? ends.length : found;
};

/** The themes of the map; that of the fees only for who may see them. */
export function themesFor(year: number, fees: boolean): Partial<Record<ThemeName, Theme>> {
  return { adesione: adhesion, cluster, abitanti: inhabitants, ...(fees ? { quota: fee(year) } : {}) };
}
