// A subscribe-only MQTT 3.1.1 client over WebSocket, for Crema's own gateway: QoS 0, topics in
// ASCII, whole packets in each message. Connects when it is told to; who uses it decides when.

const KEEPALIVE = 20; // seconds; the gateway waits for one and a half of them
const bytes = (text) => [...new TextEncoder().encode(text)];
const string = (text) => [text.length >> 8, text.length & 255, ...bytes(text)];
const packet = (type, ...body) =>
  new Uint8Array([type, (body.length & 127) | 128, body.length >> 7, ...body]);
const PING = packet(0xc0);

export class Subscriber {
  #socket; #on; #pace; #asked; #deadline; #patience = 0; #second = 0;

  /**
   * @param {{message: (text: string) => void, subscribed: () => void, lost: () => void}} on what
   *   to call; a message's text is its topic and its payload
   * @param {{beat: number}} pace seconds between signs of life, which may change; the wait for one is
   *   a bit less than half of them, or three times what the last took where that is more, and at most 3
   */
  constructor(on, pace) {
    this.#on = on;
    this.#pace = pace;
    setInterval(() => ++this.#second % pace.beat || this.check(), 1000);
  }

  /** Subscribes over a fresh connection. @param {string[]} topics exact names */
  connect(topics) {
    this.#end();
    const url = location.origin.replace("http", "ws") + "/mqtt";
    const socket = this.#socket = new WebSocket(url, "mqtt");
    socket.binaryType = "arraybuffer";
    this.#expect(10000);
    socket.onopen = () => {
      const id = "web" + Math.random().toString(36).slice(2);
      socket.send(packet(0x10, ...string("MQTT"), 4, 2, 0, KEEPALIVE, ...string(id)));
    };
    socket.onmessage = ({ data }) => {
      this.#heard();
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
    this.#expect(Math.min(3000, Math.max(450 * this.#pace.beat, this.#patience)));
  }

  #expect(milliseconds) {
    if (this.#deadline) return;
    this.#asked = Date.now();
    this.#deadline = setTimeout(() => this.#lost(), milliseconds);
  }

  #heard() {
    if (this.#deadline) this.#patience = 3 * (Date.now() - this.#asked);
    this.#forget();
  }

  #forget() {
    clearTimeout(this.#deadline);
    this.#deadline = 0;
  }

  #lost() {
    this.#end();
    this.#on.lost();
  }

  #end() {
    this.#forget();
    if (!this.#socket) return;
    this.#socket.onclose = this.#socket.onmessage = null;
    this.#socket.close();
    this.#socket = undefined;
  }
}
