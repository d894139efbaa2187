import { Home, Window } from "./window.ts";
import { execSync } from "node:child_process";
for (let i = 0; i < 4; i++) {
const w = await Window.open(new Home());
await w.page.see({ role: "heading", name: /Welcome/ });
await new Promise((r) => setTimeout(r, 1500));
const pid = execSync("pgrep -f 'bd-e2e --data'").toString().trim().split("\n")[0];
const st = Number(execSync(`cut -d' ' -f22 /proc/${pid}/stat`).toString())*10 + Number(execSync("awk '/btime/{print $2}' /proc/stat").toString())*1000;
console.log(await w.driver.execute(`const n = performance.getEntriesByType('navigation')[0]; const o=performance.timeOrigin-${st}; return JSON.stringify({origin:o, dcl:o+ n.domContentLoadedEventStart, load: o+n.loadEventEnd, paint: performance.getEntriesByType('paint').map(p=>[p.name,Math.round(o+p.startTime)])})`));
console.log(w.home.lines().map(l=>[l.command, l.at ? l.at-st : 0, l.began? l.began-st:0].join(' ')).join('; '), JSON.stringify(w.home.lines()[0]).slice(0,200));
await w.close();
}
process.exit(0);
