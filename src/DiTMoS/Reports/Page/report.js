// The report's data, read once, and what sections ask of it.
export const report = JSON.parse(document.getElementById("report-data").textContent);

report.rows.forEach((row, index) => {
  row.index = index;
  row.id = idOf(row);
});

export const severalFolders = report.folders.length > 1;

function idOf(row) {
  return [report.folders[row.folder].name, report.methods[row.method].name, row.variant, row.recipeHash.slice(0, 6)].filter((part) => part !== "").join("~");
}

export function rowsOf(dataset) {
  return report.rows.filter((row) => row.dataset === dataset);
}

export function nameOf(row) {
  return severalFolders ? `${row.label} (${report.folders[row.folder].name})` : row.label;
}

export function datasetTitle(index) {
  const { name, title } = report.datasets[index];
  const isAlone = report.datasets.filter((other) => other.title === title).length === 1;
  return isAlone ? title : `${title} (${name}, ${report.datasets[index].classNames.length} classes)`;
}

// Groups of rows that differ in nothing but some settings and what follows from them, with at least two values of `axis`.
export function series(rows, settings, axis) {
  const groups = new Map();
  for (const row of rows) {
    const value = axis(row);
    if (value === undefined || value === null) continue;
    const others = Object.entries(row.settings).filter(([name]) => !settings.includes(name)).sort();
    const key = JSON.stringify([row.folder, row.method, others]);
    groups.set(key, [...(groups.get(key) ?? []), { row, value }]);
  }
  return [...groups.values()]
    .map((members) => members.sort((a, b) => a.value - b.value))
    .filter((members) => new Set(members.map((member) => member.value)).size > 1);
}

export function methodTitle(row) {
  const { title } = report.methods[row.method];
  return severalFolders ? `${title} (${report.folders[row.folder].name})` : title;
}

// Class names may repeat or be empty: charts tell classes apart by number.
export function numbered(names) {
  return names.map((name, i) => (name.trim() === "" || names.indexOf(name) !== i ? `${name} [${i + 1}]`.trim() : name));
}

export function runsOf(row) {
  return row.runs.length === 1 ? `run ${row.runs[0]}` : `${row.runs.length} runs`;
}
