// A subscribe-only MQTT 3.1.1 client over WebSocket, for Crema's own gateway: QoS 0, topics in
// ASCII, whole packets in each message. Connects when it is told to; who uses it decides when.

const KEEPALIVE = 20; // seconds; the gateway waits for one and a half of them
const bytes = (text) => [...new TextEncoder().encode(text)];
const string = (text) => [text.length >> 8, text.length & 255, ...bytes(text)];
const packet = (type, ...body) =>
  new Uint8Array([type, (body.length & 127) | 128, body.length >> 7, ...body]);
const PING = packet(0xc0);

export class Subscriber {
  #socket; #on; #deadline; #patience;

  /**
   * @param {{message: (text: string) => void, subscribed: () => void, lost: () => void}} on what
   *   to call; a message's text is its topic and its payload
   * @param {number} beat seconds between signs of life; the wait for one is six tenths of them
   *   and at most 3, so that it ends before the next is asked for
   */
  constructor(on, beat) {
    this.#on = on;
    this.#patience = Math.min(3, beat * 0.6);
    setInterval(() => this.check(), beat * 1000);
  }

  /** Subscribes over a fresh connection. @param {string[]} topics exact names */
  connect(topics) {
    this.#end();
    const url = location.origin.replace("http", "ws") + "/mqtt";
    const socket = this.#socket = new WebSocket(url, "mqtt");
    socket.binaryType = "arraybuffer";
    this.#expect(10);
    socket.onopen = () => {
      const id = "web" + Math.random().toString(36).slice(2);
      socket.send(packet(0x10, ...string("MQTT"), 4, 2, 0, KEEPALIVE, ...string(id)));
    };
    socket.onmessage = ({ data }) => {
      clearTimeout(this.#deadline);
      const [head, ...rest] = new Uint8Array(data);
      const type = head >> 4;
      if (type === 2) socket.send(packet(0x82, 0, 1, ...topics.flatMap((name) => [...string(name), 0])));
      if (type === 3) this.#on.message(new TextDecoder().decode(data));
      // The answer to a subscription ends with one byte a topic: 128 refuses it.
      if (type === 9 && rest.at(-topics.length) < 128) this.#on.subscribed();
    };
    socket.onclose = () => this.#lost();
  }

  /** Whether there is a connection, or may be soon. */
  get alive() { return Boolean(this.#socket); }

  /** Asks for a sign of life. A socket that slept may be dead without knowing. */
  check() {
    if (this.#socket?.readyState !== 1) return;
    this.#socket.send(PING);
    this.#expect(this.#patience);
  }

  #expect(seconds) {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#lost(), seconds * 1000);
  }

  #lost() {
    this.#end();
    this.#on.lost();
  }

  #end() {
    clearTimeout(this.#deadline);
    if (!this.#socket) return;
    this.#socket.onclose = this.#socket.onmessage = null;
    this.#socket.close();
    this.#socket = undefined;
  }
}
