import type { BodyCategory } from './tariff.ts';

/** Population clusters: S below 5,000, M from 5,000 to 15,000 both in, L above. [D12] Not the legal «piccolo comune». */
export type Cluster = 'S' | 'M' | 'L' | 'OTHER' | 'UNKNOWN';

export const CLUSTER_LABELS: Readonly<Record<Cluster, string>> = {
  S: 'Comuni fino a 4.999 abitanti',
  M: 'Comuni da 5.000 a 15.000',
  L: 'Comuni oltre 15.000',
  OTHER: 'Altri enti',
  UNKNOWN: 'Comuni di cui non sono noti gli abitanti',
};

/** 4,999 → S · 5,000 → M · 15,000 → M · 15,001 → L; a body that is no comune → OTHER. */
export function clusterOf(category: BodyCategory, inhabitants: number | null): Cluster {
  if (category !== 'COMUNE') return 'OTHER';
  if (inhabitants === null) return 'UNKNOWN';
  if (inhabitants < 5000) return 'S';
  return inhabitants <= 15_000 ? 'M' : 'L';
}
