// The page's colours: the system's choice, or the reader's.
const key = "ditmos-report-theme";

export const themes = { system: "As the system", light: "Light", dark: "Dark" };

// The storage may be closed to files.
export function keptTheme() {
  try {
    return localStorage.getItem(key) ?? "system";
  } catch {
    return "system";
  }
}

export function applyTheme(theme) {
  if (theme === "system" || !(theme in themes)) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme) {
  applyTheme(theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // It lasts as long as the page does.
  }
}

export function isDark() {
  return getComputedStyle(document.documentElement).colorScheme === "dark";
}

// Calls back when colours change, by choice or by the system.
export function onSystemTheme(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

// What charts need of the style sheet's colours.
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of("text"),
    muted: of("muted"),
    rule: of("rule"),
    surface: of("page"),
    heat: [of("heat-low"), of("heat-middle"), of("heat-high")],
    heatTurn: Number(of("heat-turn")),
    heatText: [of("heat-low-text"), of("heat-high-text")],
    series: Array.from({ length: 8 }, (_, i) => of(`series-${i + 1}`)),
  };
}
