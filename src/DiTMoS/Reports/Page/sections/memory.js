import { chart } from "../chart.js";
import { h } from "../dom.js";
import { count } from "../format.js";
import { nameOf } from "../report.js";

const words = (name) => name.replaceAll("_", " ");

export const memory = {
  id: "memory",
  title: "Working memory over time",
  ofRow: true,
  isThere: ({ row }) => Boolean(row.memoryMap),
  build({ row }) {
    const map = row.memoryMap;
    const used = map.steps.map((_, s) => covered(map.buffers.filter((b) => b.firstStep <= s && s <= b.lastStep)));
    const peak = used.indexOf(Math.max(...used));
    const owners = ["input", "selector", "classifier", "result"];
    const ownerOf = (name) => owners.find((owner) => name.startsWith(owner)) ?? "result";
    const values = map.buffers.map((b) => ({ name: words(b.name), owner: ownerOf(b.name), x: b.firstStep, x2: b.lastStep + 1, y: b.offset, y2: b.offset + b.bytes, bytes: b.bytes }));
    return [
      h("p", {}, `The plan of the working memory (arena) for one inference of ${nameOf(row)}, where features wait in ${map.strategy === "ram" ? "RAM" : map.strategy}. A rectangle is a tensor: from left to right the steps that need it, from bottom to top the bytes that it takes. Tensors that are never needed at the same time share bytes, and a step's output may grow into an input that the step uses up: there rectangles overlap. The step that needs most is shaded.`),
      chart({
        title: `Memory map of ${nameOf(row)}`,
        description: `${count(map.arenaBytes)} bytes for ${map.buffers.length} tensors over ${map.steps.length} steps. Most bytes are in use at step ${peak + 1}, ${words(map.steps[peak])}: ${count(used[peak])}.`,
        note: `Arena: ${count(map.arenaBytes)} bytes. Most are in use at step ${peak + 1}, ${words(map.steps[peak])}: ${count(used[peak])} bytes.`,
        height: 480,
        file: "memory.csv",
        data: {
          columns: [
            { title: "Tensor", text: (b) => words(b.name), value: (b) => b.name },
            { title: "Offset", numeric: true, text: (b) => count(b.offset), value: (b) => b.offset },
            { title: "Bytes", numeric: true, text: (b) => count(b.bytes), value: (b) => b.bytes },
            { title: "First step", numeric: true, text: (b) => `${b.firstStep + 1}, ${words(map.steps[b.firstStep])}`, value: (b) => b.firstStep + 1 },
            { title: "Last step", numeric: true, text: (b) => `${b.lastStep + 1}, ${words(map.steps[b.lastStep])}`, value: (b) => b.lastStep + 1 },
          ],
          records: map.buffers,
        },
        spec: ({ width, colours, narrow }) => {
          const stepWidth = (width - 70) / map.steps.length;
          const labelled = values.filter((v) => (v.x2 - v.x) * stepWidth > v.name.length * 6.2 + 8 && (v.y2 - v.y) / map.arenaBytes > 0.045);
          const shownOwners = owners.filter((owner) => values.some((v) => v.owner === owner));
          const names = JSON.stringify(map.steps.map((step, s) => (narrow ? String(s + 1) : `${s + 1} ${words(step)}`)));
          const x = { type: "quantitative", scale: { domain: [0, map.steps.length], nice: false } };
          return {
            height: narrow ? 300 : 380,
            layer: [
              { data: { values: [{ x: peak, x2: peak + 1 }] }, mark: { type: "rect", color: colours.muted, opacity: 0.14 }, encoding: { x: { field: "x", ...x, axis: null }, x2: { field: "x2" } } },
              {
                data: { values },
                mark: { type: "rect", strokeWidth: 1.5, fillOpacity: 0.3, cornerRadius: 2 },
                encoding: {
                  x: { field: "x", ...x, axis: null },
                  x2: { field: "x2" },
                  y: { field: "y", type: "quantitative", scale: { domain: [0, map.arenaBytes], nice: false }, axis: { title: "Offset, bytes", format: ",d", tickCount: 6 } },
                  y2: { field: "y2" },
                  color: { field: "owner", type: "nominal", sort: shownOwners, scale: { domain: shownOwners, range: shownOwners.map((owner) => colours.series[owners.indexOf(owner)]) } },
                  stroke: { field: "owner", type: "nominal", sort: shownOwners, scale: { domain: shownOwners, range: shownOwners.map((owner) => colours.series[owners.indexOf(owner)]) } },
                },
              },
              { data: { values: labelled.map((v) => ({ ...v, cx: (v.x + v.x2) / 2, cy: (v.y + v.y2) / 2 })) }, mark: { type: "text", fontSize: 11 }, encoding: { x: { field: "cx", ...x, axis: null }, y: { field: "cy", type: "quantitative" }, text: { field: "name" } } },
              {
                data: { values: map.steps.map((_, s) => ({ s: s + 0.5 })) },
                mark: { type: "point", opacity: 0 },
                encoding: { x: { field: "s", ...x, axis: { title: narrow ? "Step" : null, values: map.steps.map((_, s) => s + 0.5), labelExpr: `${names}[floor(datum.value)]`, labelAngle: narrow ? 0 : -45, labelAlign: narrow ? "center" : "right", labelOverlap: narrow, grid: false, ticks: true } } },
              },
            ],
            resolve: { axis: { x: "independent" } },
          };
        },
      }),
    ];
  },
};

// Bytes that some buffers take together; where they overlap, bytes count once.
function covered(buffers) {
  let end = 0;
  let bytes = 0;
  for (const b of [...buffers].sort((a, b) => a.offset - b.offset)) {
    bytes += Math.max(0, b.offset + b.bytes - Math.max(end, b.offset));
    end = Math.max(end, b.offset + b.bytes);
  }
  return bytes;
}
