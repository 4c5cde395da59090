export const deskLinks = {
  home: () => '/',
  search: (words?: string) => (words ? `/cerca?q=${encodeURIComponent(words)}` : '/cerca'),
  jobs: () => '/lavori',
  job: (id: string) => `/lavori/${id}`,
  bodyAdhesion: (bodyId: string) => `/enti/${bodyId}/adesione`,
  bodyFees: (bodyId: string) => `/enti/${bodyId}/quote`,
};
