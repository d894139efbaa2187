/** Where the page begins: the shell's host and the window over it. */
import "./style/base.css";

import { createRoot } from "react-dom/client";

import { answeredAhead } from "./data/provider";
import { Application } from "./frame/Application";
import { tauriHost } from "./host/tauri";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has a #root");
const host = tauriHost();
void answeredAhead(host).then((ahead) => createRoot(root).render(<Application host={host} ahead={ahead} />));
