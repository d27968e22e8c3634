// Why a model predicts what it predicts of one utterance: a line of the list, as wide as its table.
function explained([quantity, empty, full, modalities, neighbours], columns) {
  const add = (parent, tag, text, kind) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    parent.append(element);
    return element;
  };
  const signed = value => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(3);
  const plain = value => value.toFixed(3).replace("-", "−");
  const sign = value => value < 0 ? "lowers" : "raises";

  const line = document.createElement("tr");
  line.className = "explanation";
  const cell = line.insertCell();
  cell.colSpan = columns;
  add(cell, "p", `From ${plain(empty)} with the labels alone to a ${quantity} of ${plain(full)}; blue raises it, orange lowers it.`);

  const most = Math.max(...modalities.map(([, value]) => Math.abs(value)), 1e-9);
  const mostStep = Math.max(...modalities.flatMap(([,, steps]) => steps.map(([, value]) => Math.abs(value))), 1e-9);
  const shapley = add(cell, "table", undefined, "shapley").createTBody();
  for (const [modality, value, steps] of modalities) {
    const row = shapley.insertRow();
    add(row, "th", modality).scope = "row";
    add(row, "td", signed(value), "number");
    const bar = add(add(row, "td", undefined, "bar"), "span", undefined, sign(value));
    bar.style.width = 100 * Math.abs(value) / most + "%";
    const words = add(row, "td", undefined, "words");
    for (const [name, effect] of steps) {
      const word = add(words, "span", name, `word ${sign(effect)}`);
      word.style.setProperty("--much", Math.round(65 * Math.abs(effect) / mostStep) + "%");
      word.title = `left out: ${signed(effect)}`;
      words.append(" ");
    }
  }
  if (neighbours.length) {
    add(cell, "p", "Most alike in training:");
    const list = add(cell, "ul");
    for (const [place, cosine] of neighbours) {
      const [id, text, truth] = report.training[place];
      add(list, "li", `${id}, true ${truth}, cosine ${plain(cosine)}: ${text}`);
    }
  }
  return line;
}
