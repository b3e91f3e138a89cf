// A heat map of rows and columns whose cells say their values, where there is room.
export function heat({ rows, columns, values, rowTitle, columnTitle, domain, width, colours, narrow, cell = 44, textOf = true, format, topTitle }) {
  const longest = Math.max(...rows.map((name) => name.length));
  const room = Math.min(longest * 7, narrow ? 90 : 220) + 40;
  const step = Math.max(8, Math.min(cell, (width - room - 16) / columns.length));
  const height = Math.min(step, 44);
  const turn = domain[0] + (domain[1] - domain[0]) * colours.heatTurn;
  const slanted = columns.some((name) => name.length * 7 > step);
  const position = {
    x: { field: "column", type: "nominal", sort: columns, axis: { title: columnTitle, orient: topTitle ? "top" : "bottom", labelAngle: slanted ? -45 : 0, labelLimit: 110, grid: false, labelOverlap: false, domain: false } },
    y: { field: "row", type: "nominal", sort: rows, axis: { title: rowTitle, labelLimit: narrow ? 90 : 220, grid: false, domain: false } },
  };
  const hasText = textOf && step >= 26 && height >= 18;
  return {
    autosize: { type: "pad" },
    width: { step },
    height: { step: Math.max(14, height) },
    data: { values },
    encoding: position,
    layer: [
      { mark: { type: "rect", stroke: colours.surface, strokeWidth: 1.5, cornerRadius: 2 }, encoding: { color: { field: "value", type: "quantitative", scale: { domain, range: colours.heat, interpolate: "lab" }, legend: { title: null, gradientLength: Math.min(200, width - 40), gradientThickness: 10, format, tickCount: 3 } } } },
      ...(hasText ? [{ mark: { type: "text", fontSize: step < 34 ? 10 : 12 }, encoding: { text: { field: "text" }, color: { condition: { test: `datum.value > ${turn}`, value: colours.heatText[1] }, value: colours.heatText[0] } } }] : []),
    ],
  };
}

export function heatHeight(rows) {
  return 120 + rows.length * 40;
}
