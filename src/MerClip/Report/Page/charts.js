"use strict";
const report = JSON.parse(document.getElementById("report-data").textContent);

// A chart is drawn when it comes into view, so that the page is there at once, however many charts it has.
const charts = {
  options: {
    responsive: true,
    displaylogo: false,
    typesetMath: false,
    modeBarButtonsToRemove: ["autoScale2d", "toggleSpikelines"],
  },

  colours() {
    const text = getComputedStyle(document.body).color;
    return { "font.color": text, "modebar.color": text };
  },

  draw(place) {
    const chart = report.charts[place.dataset.chart];
    const layout = structuredClone(chart.layout);
    for (const [name, value] of Object.entries(charts.colours())) {
      const [outer, inner] = name.split(".");
      layout[outer][inner] = value;
    }
    place.drawn = Plotly.newPlot(place, chart.data, layout, charts.options);
    place.dispatchEvent(new Event("drawn"));
  },

  show(place, name) {
    place.dataset.chart = name;
    if (place.drawn) charts.draw(place);
  },

  recolour() {
    for (const place of document.querySelectorAll(".chart"))
      if (place.drawn) Plotly.relayout(place, charts.colours());
  },
};

const inView = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries)
    if (isIntersecting) {
      inView.unobserve(target);
      charts.draw(target);
    }
}, { rootMargin: "300px" });

for (const place of document.querySelectorAll(".chart"))
  if (!report.charts[place.dataset.chart]) place.remove();
  else {
    place.style.minHeight = report.charts[place.dataset.chart].layout.height + "px";
    inView.observe(place);
  }

for (const menu of document.querySelectorAll("select.metric"))
  menu.addEventListener("change", () => charts.show(menu.closest("section").querySelector(".chart"), menu.value));

document.getElementById("run")?.addEventListener("change", event => {
  for (const run of document.querySelectorAll("article.run")) run.hidden = run.dataset.run !== event.target.value;
});

document.getElementById("theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark"
    || !document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  charts.recolour();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", charts.recolour);
