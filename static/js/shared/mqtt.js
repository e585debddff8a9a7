// A subscribe-only MQTT 3.1.1 client over WebSocket. Not a general client: QoS 0, no publishing,
// no wills. It reconnects by itself, and tells when its subscription is acknowledged.

const KEEPALIVE = 20; // seconds
const utf8 = new TextEncoder();
const text = new TextDecoder();
const string = (value) => {
  const bytes = utf8.encode(value);
  return [bytes.length >> 8, bytes.length & 255, ...bytes];
};
const packet = (type, body) => {
  const size = [];
  let rest = body.length;
  do {
    size.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest);
  return new Uint8Array([type, ...size, ...body]);
};

export class Subscriber {
  #socket; #topics; #on; #tries = 0; #retry; #ping; #watchdog; #bytes = [];

  /**
   * @param {string[]} topics exact topic names
   * @param {{message: (topic: string, payload: string) => void, subscribed: () => void,
   *   lost: () => void, denied: (topics: string[]) => void}} on what to call
   */
  constructor(topics, on) {
    this.#topics = topics;
    this.#on = on;
    addEventListener("online", () => this.#now());
    addEventListener("offline", () => this.#socket?.close());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      // A socket that slept may be dead without knowing: it has 5 seconds to answer.
      if (this.#socket?.readyState === 1) {
        this.#send(packet(0xc0, []));
        this.#watch(5);
      } else this.#now();
    });
    this.#connect();
  }

  /** Subscribes to other topics, over a fresh connection. @param {string[]} topics */
  move(topics) {
    this.#topics = topics;
    this.#tries = 0;
    this.#socket?.close();
    this.#now();
  }

  #now() {
    if (this.#socket && this.#socket.readyState < 2) return;
    this.#tries = 0;
    this.#connect();
  }

  #connect() {
    clearTimeout(this.#retry);
    const url = new URL("/mqtt", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url, "mqtt");
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#bytes = [];
    this.#watch(10);
    socket.onopen = () => {
      const id = "web" + Math.random().toString(36).slice(2, 12);
      this.#send(packet(0x10, [...string("MQTT"), 4, 2, 0, KEEPALIVE, ...string(id)]));
    };
    socket.onmessage = (event) => {
      if (socket !== this.#socket) return;
      this.#watch(KEEPALIVE * 1.5);
      this.#bytes.push(...new Uint8Array(event.data));
      while (this.#take());
    };
    socket.onclose = () => socket === this.#socket && this.#lost();
  }

  #lost() {
    clearTimeout(this.#watchdog);
    clearInterval(this.#ping);
    this.#socket = undefined;
    this.#on.lost();
    // Full jitter, so that thousands of phones do not come back at once.
    const most = Math.min(30000, 500 * 2 ** this.#tries++);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), Math.random() * most);
  }

  #watch(seconds) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      const socket = this.#socket;
      this.#lost(); // not waiting for a close that may take a minute
      socket?.close();
    }, seconds * 1000);
  }

  #send(bytes) {
    if (this.#socket?.readyState === 1) this.#socket.send(bytes);
  }

  /** Handles one whole packet, if there is one. */
  #take() {
    const bytes = this.#bytes;
    let size = 0, at = 1, shift = 0;
    do {
      if (at >= bytes.length) return false;
      size |= (bytes[at] & 127) << shift;
      shift += 7;
    } while (bytes[at++] & 128);
    if (bytes.length < at + size) return false;
    const type = bytes[0] >> 4;
    const body = bytes.slice(at, at + size);
    bytes.splice(0, at + size);
    if (type === 2) this.#greeted(body);
    if (type === 3) {
      const end = 2 + (body[0] << 8) + body[1];
      const read = (part) => text.decode(new Uint8Array(part));
      this.#on.message(read(body.slice(2, end)), read(body.slice(end)));
    }
    if (type === 9) this.#acknowledged(body.slice(2));
    return true;
  }

  #greeted(body) {
    if (body[1]) return this.#socket.close();
    const topics = this.#topics.flatMap((topic) => [...string(topic), 0]);
    this.#send(packet(0x82, [0, 1, ...topics]));
    clearInterval(this.#ping);
    this.#ping = setInterval(() => this.#send(packet(0xc0, [])), KEEPALIVE * 1000);
  }

  #acknowledged(codes) {
    const denied = this.#topics.filter((_, index) => codes[index] === 0x80);
    if (denied.length) this.#on.denied(denied);
    if (denied.length < this.#topics.length) {
      this.#tries = 0;
      this.#on.subscribed();
    }
  }
}
