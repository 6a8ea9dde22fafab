// Registers the worker that keeps the emergency page for when there is no reception.

if ("serviceWorker" in navigator) {
  const register = () => {
    // What is kept is in the language one reads: another language is another worker.
    const address = `/sw.js?lang=${document.documentElement.lang}`;
    navigator.serviceWorker.register(address, { updateViaCache: "none" }).catch(() => {
      // Private windows and full phones refuse a worker: only the page without reception is missing.
    });
  };
  // After the page itself: the first view owes nothing to what is kept for later.
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
