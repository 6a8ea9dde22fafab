// What the portal's pages do besides HTML and htmx; without it everything works, a little later.

const words = document.getElementById("portal").dataset;

/* Looking for news: parts of the page that wish to (hx-trigger="portal:look from:body") ask again. */

const LOOK_EVERY_MS = 60_000;

function look() {
  // Nobody reads a page in the background, and a phone's battery is not ours.
  if (document.visibilityState !== "visible") return;
  document.body.dispatchEvent(new Event("portal:look"));
}

setInterval(look, LOOK_EVERY_MS);
document.addEventListener("visibilitychange", look);

/* The bell */

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (target.id === "bell-told" && detail.successful) ring(JSON.parse(detail.xhr.responseText));
});

function ring({ unread, text }) {
  const bell = document.querySelector(".bell");
  const grown = unread > Number(bell.dataset.unread);
  bell.dataset.unread = unread;
  for (const part of bell.querySelectorAll("[data-if-unread]")) part.hidden = unread === 0;
  for (const number of bell.querySelectorAll("[data-number]")) number.textContent = text;
  document.getElementById("bell-told").textContent = grown ? bell.querySelector(".vh").textContent : "";
}

/* New parts on the page: whoever is reading or writing stays where they are. */

let place;

document.addEventListener("htmx:beforeSwap", () => {
  const element = document.activeElement;
  place = { element, top: element.getBoundingClientRect().top };
});

document.addEventListener("htmx:afterSwap", () => {
  const { element, top } = place;
  if (!element.isConnected) {
    // The link one was at has come anew.
    const links = [...document.querySelectorAll("main a")];
    links.find((link) => link.href === element.href)?.focus({ preventScroll: true });
  } else if (element !== document.body) {
    // A field would slide away under the fingers when something grows above it.
    scrollBy(0, element.getBoundingClientRect().top - top);
  }
});

addEventListener("hashchange", () => {
  // Whoever has gone to the new letter need not be told of it any longer.
  const link = document.querySelector("#told a");
  if (link?.hash === location.hash) link.remove();
});

/* The session is over: sign in and come back, unless that would cost what one has typed. */

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status !== 401) return;
  const texts = [...document.querySelectorAll("form[method=post] textarea")];
  const typed = texts.find((text) => text.value);
  if (!typed) {
    location.reload();
  } else if (!document.getElementById("signed-out-told")) {
    typed.after(document.getElementById("signed-out").content.cloneNode(true));
  }
});

/* Sending once. The server takes a form that comes twice as one; here nobody needs to wonder. */

// Long enough for any page; whoever has stopped it may press again then.
const SENDING_MS = 30_000;
const sending = new Map();

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  // What another script sends is that script's to look after.
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sending.has(form)) event.preventDefault();
  else sending.set(form, busy(form, submitter));
});

// Back by the browser's arrow, the page may be the one that was left.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  for (const settle of sending.values()) settle();
  look();
});

function busy(form, button) {
  const label = button ? [...button.childNodes] : [];
  // Not disabled: the browser would leave out the button's name, and the focus.
  button?.setAttribute("aria-disabled", "true");
  if (button?.matches(".primary")) button.textContent = words.sending;
  const timer = setTimeout(settle, SENDING_MS);
  return settle;

  function settle() {
    clearTimeout(timer);
    sending.delete(form);
    button?.removeAttribute("aria-disabled");
    button?.replaceChildren(...label);
  }
}

/* Files go up one by one by a script of their own: the first view of a case does without it. */

const writing = document.querySelector("form[data-uploads-script]");

if (writing) {
  const nearing = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    nearing.disconnect();
    import(writing.dataset.uploadsScript);
  }, { rootMargin: "50%" });
  nearing.observe(writing);
}

/* The worker that keeps the emergency page for when there is no reception */

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
