// Everything here only adds to pages that are whole without it: sorting by a column, and charts that answer.

const value = (cell) => {
  const sorted = cell?.dataset.sort;
  return sorted === undefined ? (cell?.textContent ?? "").trim() : Number(sorted);
};

const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang));

function sortable(table) {
  const heads = [...table.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      for (const body of table.tBodies) {
        const rows = [...body.rows].sort((one, other) => order(value(one.cells[column]), value(other.cells[column])));
        body.append(...(down ? rows.reverse() : rows));
      }
    });
  });
}

async function interact(figure, button) {
  button.disabled = true;
  const [{ vegaEmbed }, spec] = await Promise.all([import("/assets/charts.js"), fetch(figure.dataset.chart).then((answer) => answer.json())]);
  const drawn = figure.querySelector(".drawn");
  const live = document.createElement("div");
  live.className = "live";
  drawn.after(live);
  const calm = { ast: true, actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true }, renderer: "svg" };
  await vegaEmbed(live, spec, calm);
  drawn.hidden = true;
  button.remove();
}

document.querySelectorAll("table[data-sortable]").forEach(sortable);
document.querySelectorAll("figure[data-chart]").forEach((figure) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = figure.dataset.label;
  button.addEventListener("click", () => interact(figure, button));
  figure.querySelector(".tools").append(button);
});
