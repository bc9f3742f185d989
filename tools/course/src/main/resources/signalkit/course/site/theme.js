'use strict';
// Runs before the page is drawn, so that a reader who chose a theme never sees the other one.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const stored = () => {
    try {
      return localStorage.getItem('signalkit.theme');
    } catch {
      return null; // A browser may keep nothing for pages of a folder.
    }
  };
  if (stored()) {
    root.dataset.theme = stored();
  }
  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('theme').addEventListener('click', () => {
      const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
      root.dataset.theme = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
      try {
        localStorage.setItem('signalkit.theme', root.dataset.theme);
      } catch {
        // It holds for this page alone.
      }
    });
  });
})();
