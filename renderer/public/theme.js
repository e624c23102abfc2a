// Runs before the first paint, so that a dark desk never flashes white. The rest is in state/theme.ts.
try {
  const theme = localStorage.getItem('expert-desk.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme will do.
}
