// Sorting: numbers by value, texts by letter, what has no value last; a second click turns the order round.
function compare(a, b) {
  const missing = value => value === "" || value === undefined;
  if (missing(a) || missing(b)) return missing(a) - missing(b);
  return typeof a === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
}

function onSort(table, sort) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => heading.querySelector("button")?.addEventListener("click", () => {
    const down = heading.ariaSort === "ascending";
    for (const other of headings) other.removeAttribute("aria-sort");
    heading.ariaSort = down ? "descending" : "ascending";
    sort(column, down ? -1 : 1);
  }));
}

for (const table of document.querySelectorAll("table.sortable"))
  onSort(table, (column, sign) => {
    const value = row => {
      const cell = row.cells[column];
      if (cell.dataset.value !== undefined) return cell.dataset.value === "" ? "" : Number(cell.dataset.value);
      return cell.textContent === "–" ? "" : cell.textContent;
    };
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return x === "" || y === "" ? compare(x, y) : sign * compare(x, y);
    });
    table.tBodies[0].append(...rows);
  });
