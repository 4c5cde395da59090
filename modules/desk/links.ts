export const deskLinks = {
  home: () => '/',
  search: (words?: string) => (words ? `/cerca?q=${encodeURIComponent(words)}` : '/cerca'),
  jobs: () => '/lavori',
  job: (id: string) => `/lavori/${id}`,
};
