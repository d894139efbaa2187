/** The page for browser tests: the same window over the HTTP host of `tests`. Never part of the desktop application. */
import "./style/base.css";

import { createRoot } from "react-dom/client";

import { Application } from "./frame/Application";
import { httpHost } from "./host/http";

const root = document.getElementById("root");
if (!root) throw new Error("http.html has a #root");
createRoot(root).render(<Application host={httpHost()} />);
