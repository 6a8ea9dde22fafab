// Registers the worker that keeps the emergency page for when there is no reception.

if ("serviceWorker" in navigator) {
  const register = () => {
    navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {
      // Private windows and full phones refuse a worker: only the page without reception is missing.
    });
  };
  // After the page itself: the first view owes nothing to what is kept for later.
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
