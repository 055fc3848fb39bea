/** The colours of what is left of AdminJS's own design system; the panel's pages take theirs from resources/components/styles. */
export const theme = {
  colors: {
    primary100: '#1f5c4a',
    primary80: '#2d7460',
    primary60: '#4b8f7c',
    primary40: '#8fbcae',
    primary20: '#dcebe5',
    accent: '#1f5c4a',
    hoverBg: '#e9f1ec',
    text: '#17231f',
    border: '#c9d4cd',
    bg: '#f4f6f3',
  },
  font: 'system-ui, sans-serif',
};
