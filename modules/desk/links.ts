export const deskLinks = {
  home: () => '/',
  search: (words?: string) => (words ? `/cerca?q=${encodeURIComponent(words)}` : '/cerca'),
  /** @param mine only those on which who looks may decide. */
  acts: (mine = false) => (mine ? '/atti-da-decidere?miei=si' : '/atti-da-decidere'),
  jobs: () => '/lavori',
  job: (id: string) => `/lavori/${id}`,
  bodyAdhesion: (bodyId: string) => `/enti/${bodyId}/adesione`,
  bodyFees: (bodyId: string) => `/enti/${bodyId}/quote`,
};
