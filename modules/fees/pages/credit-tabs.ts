import type { Html } from '#platform/html';
import { tabs } from '#ui/tabs';
import { feesLinks } from '../links.ts';

/** Credits as they are now, and the acts that end them. */
export const creditTabs = (current: 'credits' | 'acts'): Html =>
  tabs({
    label: 'Crediti',
    tabs: [
      { label: 'Crediti di oggi', href: feesLinks.credits(), current: current === 'credits' },
      {
        label: 'Restituzioni e compensazioni',
        href: feesLinks.creditActs(),
        current: current === 'acts',
      },
    ],
  });
