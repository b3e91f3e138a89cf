// Runs before the page is painted, so that a chosen theme does not flash.
import { applyTheme, keptTheme } from "./theme.js";

applyTheme(keptTheme());
