/** Where the page begins: the shell's host and the window over it. */
import "./style/base.css";

import { createRoot } from "react-dom/client";

import { Application } from "./frame/Application";
import { tauriHost } from "./host/tauri";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has a #root");
createRoot(root).render(<Application host={tauriHost()} />);
