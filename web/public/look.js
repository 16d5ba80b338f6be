// Runs before the first paint, so that what was chosen never flashes as something else.
try {
  for (const name of ['theme', 'density']) {
    const value = localStorage.getItem(name);
    if (value) document.documentElement.dataset[name] = value;
  }
} catch {}
