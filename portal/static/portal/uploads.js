// Sends each chosen file at once and keeps it in the draft; without this script the form sends them.
//
// The server answers with the parts of the page that changed (cases/draft_changed.html). All words
// stand in the attributes of the [data-uploads] element, in the reader's language.

const HALF = 50;

class Uploads {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.input = this.form.querySelector("input[type=file]");
    this.says = box.querySelector("[data-says]");
    this.rows = document.createElement("ul");
    this.rows.className = "rows files";
    box.insertBefore(this.rows, this.says);
    this.waiting = [];
    this.sending = null;
    this.sendAfterwards = null;
    this.input.addEventListener("change", () => this.add(this.input.files));
    this.form.addEventListener("submit", (event) => this.submitted(event), { capture: true });
    box.addEventListener("click", (event) => this.clicked(event));
    this.takeDrops();
    // Chosen before this script was there.
    if (this.input.files.length > 0) this.add(this.input.files);
  }

  takeDrops() {
    const field = this.input.closest(".field");
    const hint = document.createElement("p");
    hint.className = "hint drop-hint";
    hint.textContent = this.box.dataset.drop;
    field.append(hint);
    const isFiles = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files");
    field.addEventListener("dragover", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      field.classList.add("dragged-over");
    });
    field.addEventListener("dragleave", () => field.classList.remove("dragged-over"));
    field.addEventListener("drop", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      field.classList.remove("dragged-over");
      this.add(event.dataTransfer.files);
    });
  }

  add(files) {
    for (const file of files) this.queue(new Row(file, this));
    // Else the form would send them a second time.
    this.input.value = "";
    this.next();
  }

  queue(row) {
    if (row.file.size > Number(this.box.dataset.maxBytes)) {
      row.fail(this.box.dataset.large, false);
      return;
    }
    row.show(this.box.dataset.waiting);
    this.waiting.push(row);
  }

  // One after the other: a phone's upload line is narrow, and the draft is one row.
  next() {
    if (this.sending) return;
    this.sending = this.waiting.shift() || null;
    if (this.sending) this.send(this.sending);
    else if (this.sendAfterwards) this.resume();
  }

  send(row) {
    row.show(this.box.dataset.sending, 0);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) row.progress(Math.round((100 * event.loaded) / event.total));
    });
    request.addEventListener("loadend", () => this.answered(request, row));
    this.post(request, (data) => data.append("files", row.file, row.file.name));
  }

  post(request, fill) {
    // Without the texts: they may be older than what is typed and saved while this is on its way.
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "submission_key"]) {
      data.append(name, this.form.elements[name].value);
    }
    fill(data);
    request.open("POST", this.box.dataset.uploads);
    request.setRequestHeader("HX-Request", "true");
    request.send(data);
  }

  answered(request, row) {
    this.sending = null;
    const known = request.status === 200 || request.status === 422;
    if (known) {
      row.remove();
      this.replace(request.responseText);
      const word = request.status === 200 ? this.box.dataset.done : this.problem();
      this.say(request.status === 200 ? `${row.file.name}: ${word}` : word);
    } else {
      row.fail(this.box.dataset.failed, true);
      this.sendAfterwards = null;
    }
    this.next();
  }

  replace(html) {
    const changed = new DOMParser().parseFromString(html, "text/html");
    const kept = this.box.querySelector("[data-kept]");
    kept.replaceWith(changed.querySelector("[data-kept]"));
    const state = document.getElementById("entwurf-stand");
    if (state) state.replaceChildren(...changed.getElementById("entwurf-stand").childNodes);
  }

  problem() {
    const problem = this.box.querySelector("[data-kept] .error");
    return problem ? problem.textContent.trim() : "";
  }

  clicked(event) {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    const name = button.closest(".row").querySelector("b").textContent;
    const request = new XMLHttpRequest();
    request.addEventListener("loadend", () => {
      if (request.status !== 200) {
        this.say(this.box.dataset.failed);
        return;
      }
      this.replace(request.responseText);
      // The button that had the focus is gone with its row.
      this.input.focus();
      this.say(`${this.box.dataset.removed}: ${name}`);
    });
    this.post(request, (data) => data.append("remove", button.value));
  }

  submitted(event) {
    // Saving the draft needs not wait; every other button sends, wherever it sends to.
    const to = event.submitter && event.submitter.getAttribute("formaction");
    const isDraft = to === this.box.dataset.uploads;
    if (isDraft) return;
    const busy = this.sending || this.waiting.length;
    const unfinished = this.rows.querySelector("[data-unsent]");
    if (!busy && !unfinished) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (busy) this.sendAfterwards = event.submitter || this.form.querySelector("button");
    this.say(busy ? this.box.dataset.busy : this.box.dataset.unfinished, true);
    if (!busy) unfinished.querySelector("button").focus();
  }

  resume() {
    const button = this.sendAfterwards;
    this.sendAfterwards = null;
    if (!this.rows.querySelector("[data-unsent]")) button.click();
  }

  say(words, visibly = false) {
    this.says.textContent = words;
    this.says.className = visibly ? "hint" : "vh";
  }
}

// A file on its way: its name, its state in words, a bar; afterwards the server's row stands there.
class Row {
  constructor(file, uploads) {
    this.file = file;
    this.uploads = uploads;
    this.percent = 0;
    this.element = document.createElement("li");
    this.element.className = "row on-its-way";
    this.element.innerHTML =
      '<div class="row-main"><b></b><p class="meta"></p></div><div class="row-end"></div>';
    this.element.querySelector("b").textContent = file.name;
    uploads.rows.append(this.element);
  }

  show(words, percent = null) {
    this.element.removeAttribute("data-unsent");
    this.element.querySelector(".meta").textContent = words;
    this.element.querySelector(".row-end").replaceChildren();
    const bar = this.element.querySelector("progress");
    if (bar) bar.remove();
    if (percent === null) return;
    const progress = document.createElement("progress");
    progress.max = 100;
    progress.value = percent;
    progress.setAttribute("aria-label", `${words}: ${this.file.name}`);
    this.element.querySelector(".row-main").append(progress);
    this.uploads.say(`${this.file.name}: ${words}`);
  }

  progress(percent) {
    const { box } = this.uploads;
    this.element.querySelector("progress").value = percent;
    this.element.querySelector(".meta").textContent = `${box.dataset.sending}: ${percent} %`;
    // Spoken at the beginning, in the middle and at the end only.
    if (this.percent < HALF && percent >= HALF) {
      this.uploads.say(`${this.file.name}: ${box.dataset.half}`);
    }
    this.percent = percent;
  }

  fail(words, mayRetry) {
    const { box } = this.uploads;
    this.show(words);
    this.element.setAttribute("data-unsent", "");
    const end = this.element.querySelector(".row-end");
    if (mayRetry) end.append(this.button(box.dataset.retry, () => this.retry()));
    end.append(this.button(box.dataset.remove, () => this.dismiss()));
    this.uploads.say(`${this.file.name}: ${words}`);
  }

  retry() {
    this.percent = 0;
    this.uploads.queue(this);
    this.uploads.next();
    this.uploads.input.focus();
  }

  dismiss() {
    this.remove();
    this.uploads.input.focus();
  }

  remove() {
    this.element.remove();
  }

  button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet";
    button.textContent = words;
    const name = document.createElement("span");
    name.className = "vh";
    name.textContent = ` ${this.file.name}`;
    button.append(name);
    button.addEventListener("click", act);
    return button;
  }
}

for (const box of document.querySelectorAll("[data-uploads]")) new Uploads(box);
