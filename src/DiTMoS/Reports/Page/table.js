// Tables that sort by a click or a key on a head, and that can be kept as CSV.
import { h, newId, saveFile } from "./dom.js";

// columns: { title, text(record), value(record) for sorting and CSV, numeric }. The first column heads its rows.
export function table({ caption, columns, records, file, hidesCaption = false, highlights = () => false }) {
  const body = h("tbody");
  const status = h("p", { class: "unseen", role: "status" });
  const heads = columns.map((column, i) => {
    const button = h("button", { type: "button", onclick: () => sort(i) }, column.title, h("span", { class: "arrow", "aria-hidden": "true" }));
    return h("th", { scope: "col", class: column.numeric ? "number" : null, "aria-sort": "none" }, button);
  });
  let sorted = { column: -1, falls: false };

  function sort(i) {
    const falls = sorted.column === i ? !sorted.falls : Boolean(columns[i].numeric);
    sorted = { column: i, falls };
    heads.forEach((head, j) => head.setAttribute("aria-sort", j === i ? (falls ? "descending" : "ascending") : "none"));
    status.textContent = `Sorted by ${columns[i].title}, ${falls ? "highest first" : "lowest first"}.`;
    fill();
  }

  function fill() {
    const order = [...records];
    if (sorted.column >= 0) {
      const { value } = columns[sorted.column];
      const sign = sorted.falls ? -1 : 1;
      order.sort((a, b) => compare(value(a), value(b), sign));
    }
    body.replaceChildren(...order.map((record) => h("tr", { class: highlights(record) ? "chosen" : null }, columns.map((column, i) => cell(column, i, record)))));
  }

  fill();
  const id = newId("caption");
  const element = h("table", {}, h("caption", { id, class: hidesCaption ? "unseen" : null }, h("span", {}, caption)), h("thead", {}, h("tr", {}, heads)), body);
  const region = h("div", { class: "scroll", role: "region", "aria-labelledby": id, tabindex: "0" }, element);
  const save = h("button", { type: "button", class: "plain", onclick: () => saveFile(file, csv(columns, records), "text/csv") }, "Save as CSV", h("span", { class: "unseen" }, `: ${caption}`));
  return h("div", { class: "table" }, region, status, h("p", { class: "tools" }, save));
}

function cell(column, i, record) {
  const attributes = { class: column.numeric ? "number" : null };
  return i === 0 ? h("th", { scope: "row", ...attributes }, column.text(record)) : h("td", attributes, column.text(record));
}

// What is missing comes last, whichever way.
function compare(a, b, sign) {
  const missingA = a === undefined || a === null;
  const missingB = b === undefined || b === null;
  if (missingA || missingB) return Number(missingA) - Number(missingB);
  return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true }));
}

function csv(columns, records) {
  const field = (value) => {
    const text = value === undefined || value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns.map((column) => column.title), ...records.map((record) => columns.map((column) => column.value(record)))];
  return lines.map((line) => line.map(field).join(",")).join("\n") + "\n";
}
