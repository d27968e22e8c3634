// The utterances of a run: filters that act on the map, the confusion matrix and the list, all of which can also set them.
class Explorer {
  static step = 100;

  constructor(section) {
    this.run = report.runs[section.dataset.run];
    this.rows = this.run.rows.map((row, place) => {
      const [utterance, truth, prediction, error, trueLabels, predictedLabels, probabilities, explanation] = row;
      const [id, text, pointedAt] = report.utterances[utterance];
      return { place, id, text, pointedAt, truth, prediction, error, trueLabels, predictedLabels, probabilities, explanation,
        right: String(trueLabels) === String(predictedLabels), searched: (id + " " + text).toLowerCase() };
    });
    this.form = section.querySelector("form");
    this.table = section.querySelector("table");
    this.more = section.querySelector(".more");
    this.map = section.querySelector('[data-chart^="map-"]');
    this.confusion = section.querySelector('[data-chart^="confusion-"]');
    this.order = (a, b) => a.place - b.place;
    this.limit = Explorer.step;
    this.drawnAround = null;
    this.fillMap();
    this.listen();
    this.apply();
  }

  fillMap() {
    if (!this.map) return;
    const { data, layout } = report.charts[this.map.dataset.chart];
    data[0].ids = this.rows.map(row => row.id);
    data[0].text = this.rows.map(row => row.pointedAt);
    data[0].customdata = this.rows.map(row => [this.shown(row.truth), this.shown(row.prediction)]);
    layout.dragmode = "lasso";
  }

  listen() {
    this.form.addEventListener("submit", event => event.preventDefault());
    this.form.addEventListener("input", () => this.apply());
    this.form.addEventListener("reset", () => {
      this.drawnAround = null;
      if (this.map?.drawn) Plotly.relayout(this.map, { selections: [] });
      setTimeout(() => this.apply()); // the fields are empty only after this event
    });
    this.more.addEventListener("click", () => {
      this.limit += 5 * Explorer.step;
      this.list();
    });
    const keys = ["id", "text", "truth", "prediction", "error"];
    onSort(this.table, (column, sign) => {
      this.order = (a, b) => sign * compare(a[keys[column]], b[keys[column]]) || a.place - b.place;
      this.list();
    });
    this.map?.addEventListener("drawn", () => {
      const utterances = event => event?.points.filter(point => point.curveNumber === 0).map(point => point.pointNumber);
      this.map.on("plotly_selected", event => this.around(utterances(event)));
      this.map.on("plotly_deselect", () => this.around(undefined));
      this.map.on("plotly_click", ({ points: [point] }) => point.curveNumber === 0 && this.set({ text: point.id }));
      this.mark();
    });
    this.confusion.addEventListener("drawn", () => {
      this.confusion.on("plotly_click", ({ points: [point] }) => this.pickCell(...point.pointIndex ?? point.pointNumber));
      this.count();
    });
  }

  // A cell of one label's decisions says something of that label only.
  pickCell(row, column) {
    if (!this.run.multi) this.set({ truth: row, predicted: column });
    else this.set({ truth: column < 2 ? row : "", predicted: column % 2 === 0 ? row : "" });
  }

  around(places) {
    this.drawnAround = places?.length ? new Set(places) : null;
    this.apply();
  }

  set(values) {
    for (const [name, value] of Object.entries(values)) this.form.elements[name].value = value;
    this.apply();
  }

  apply() {
    const field = name => this.form.elements[name].value;
    const [text, truth, predicted, result, error] =
      [field("text").trim().toLowerCase(), field("truth"), field("predicted"), field("result"), Number(field("error"))];
    this.chosen = this.rows.filter(row =>
      row.searched.includes(text)
      && (truth === "" || row.trueLabels.includes(Number(truth)))
      && (predicted === "" || row.predictedLabels.includes(Number(predicted)))
      && (result === "" || row.right === (result === "right"))
      && row.error >= error
      && (!this.drawnAround || this.drawnAround.has(row.place)));
    this.form.querySelector("output").value = `${this.chosen.length} of ${this.rows.length} utterances`;
    this.limit = Explorer.step;
    this.list();
    this.mark();
    this.count();
  }

  list() {
    this.chosen.sort(this.order);
    this.table.tBodies[0].replaceChildren(...this.chosen.slice(0, this.limit).map(row => this.line(row)));
    this.more.hidden = this.chosen.length <= this.limit;
  }

  line(row) {
    const line = document.createElement("tr");
    const cell = (text, kind) => {
      const td = line.insertCell();
      td.textContent = text;
      if (kind) td.className = kind;
      return td;
    };
    const number = typeof row.truth === "number" ? "number" : "";
    const first = cell(row.id);
    if (row.explanation) first.append(this.why(line, row));
    cell(row.text);
    cell(this.shown(row.truth), number);
    cell(this.shown(row.prediction), row.right ? number : number + " wrong");
    cell(row.error.toFixed(2), "number");
    cell("").append(this.bars(row));
    if (this.map) line.addEventListener("mouseenter", () => this.map.drawn && this.point(row));
    return line;
  }

  // A button that shows below its line why the model predicts so.
  why(line, row) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "why";
    button.textContent = "why?";
    button.ariaExpanded = "false";
    button.addEventListener("click", () => {
      const open = button.ariaExpanded === "true";
      button.ariaExpanded = String(!open);
      if (open) line.nextElementSibling.remove();
      else line.after(explained(row.explanation, line.cells.length));
    });
    return button;
  }

  bars(row) {
    const bars = document.createElement("div");
    bars.className = "bars";
    row.probabilities.forEach((probability, label) => {
      const bar = document.createElement("span");
      bar.style.height = Math.max(2, 100 * probability) + "%";
      bar.title = `${this.run.labels[label]}: ${(100 * probability).toFixed(1)} %`;
      if (row.trueLabels.includes(label)) bar.className = "true";
      bars.append(bar);
    });
    return bars;
  }

  shown(value) {
    return value === "" ? "none" : typeof value === "number" ? String(value).replace("-", "−") : value;
  }

  point(row) {
    Plotly.Fx.hover(this.map, [{ curveNumber: 0, pointNumber: row.place }]);
  }

  // In the map, what is filtered out fades.
  mark() {
    if (!this.map?.drawn) return;
    const all = this.chosen.length === this.rows.length;
    Plotly.restyle(this.map, { selectedpoints: [all ? null : this.chosen.map(row => row.place)] }, [0]);
  }

  count() {
    if (!this.confusion.drawn) return;
    const labels = this.run.labels.length;
    const counts = this.run.labels.map(() => Array(this.run.multi ? 4 : labels).fill(0));
    for (const row of this.chosen)
      if (!this.run.multi) counts[row.trueLabels[0]][row.predictedLabels[0]]++;
      else for (let label = 0; label < labels; label++)
        counts[label][(row.trueLabels.includes(label) ? 0 : 2) + (row.predictedLabels.includes(label) ? 0 : 1)]++;
    const shares = counts.map(row => {
      const all = row.reduce((sum, n) => sum + n, 0);
      return row.map(n => all ? n / all : null);
    });
    const text = counts.map((row, i) => row.map((n, j) => n ? `${n}<br>${(100 * shares[i][j]).toFixed(0)} %` : ""));
    Plotly.restyle(this.confusion, { z: [shares], customdata: [counts], text: [text] });
  }
}

for (const section of document.querySelectorAll(".explorer")) new Explorer(section);
