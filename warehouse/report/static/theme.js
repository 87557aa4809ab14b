// Runs before anything is drawn, so that a chosen theme does not flash.
try {
  const chosen = localStorage.getItem("wirehouse-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch (error) {
  // A browser may forbid storage to pages opened from a disk: then the system's theme is used.
}
