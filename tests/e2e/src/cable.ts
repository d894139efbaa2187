/** The cable to a server: what is plugged in between window and server, and can be pulled. */
import { connect, createServer, type Server, type Socket } from "node:net";

export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #far = 0;
  #port = 0;

  private constructor() {
    this.#server = createServer((near) => {
      const far = connect(this.#far, "127.0.0.1");
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          this.#sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
  }

  /** Lies ready at a port of its own; `lead` says where it goes. */
  static async laid(): Promise<Cable> {
    const cable = new Cable();
    await cable.plug();
    return cable;
  }

  /** Where the near end is. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Plugs the far end into a server. */
  lead(url: string): void {
    this.#far = Number(new URL(url).port);
  }

  /** From now on connections are refused, and those that there are break. */
  async pull(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  /** Connections are taken, at the same port as ever. */
  async plug(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#port, "127.0.0.1", resolve);
    });
    const address = this.#server.address();
    if (address !== null && typeof address === "object") this.#port = address.port;
  }
}
