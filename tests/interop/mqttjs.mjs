// Does the usual JavaScript client work against the gateway?
//
//   node tests/interop/mqttjs.mjs URL TOKEN OWN_TOPIC FOREIGN_TOPIC
//
// Connects with TOKEN as the password, subscribes to OWN_TOPIC (granted) and FOREIGN_TOPIC
// (refused), pings, prints "ready" on a line of its own, waits for one message on OWN_TOPIC and
// disconnects cleanly. Ends with 0 only when all of that went as it must.
import { createRequire } from 'node:module';

// The one copy of mqtt.js is the browser tests'.
const require = createRequire(new URL('../browser/package.json', import.meta.url));
const mqtt = require('mqtt');

const [url, token, ownTopic, foreignTopic] = process.argv.slice(2);
if (!foreignTopic) fail('usage: mqttjs.mjs URL TOKEN OWN_TOPIC FOREIGN_TOPIC');

const SECONDS = 60;
const deadline = setTimeout(() => fail(`not done after ${SECONDS} s`), SECONDS * 1000);

const client = await mqtt.connectAsync(url, {
  protocolVersion: 4,
  clientId: 'interop-mqttjs',
  username: 'anybody',
  password: token,
  // The gateway waits for one and a half of them: a slow machine may lose one second.
  keepalive: 4,
  reconnectPeriod: 0,
}, false);
client.on('error', (error) => fail(`error: ${error.message}`));

const message = new Promise((resolve) => {
  client.on('message', (topic, payload) => resolve({ topic, payload: JSON.parse(payload) }));
});
const ping = new Promise((resolve) => {
  client.on('packetreceive', (packet) => packet.cmd === 'pingresp' && resolve());
});

// Both filters at once: mqtt.js rejects the whole call when one is refused.
const codes = await new Promise((resolve) => {
  client.on('packetreceive', (packet) => packet.cmd === 'suback' && resolve(packet.granted));
  client.subscribe([ownTopic, foreignTopic], { qos: 1 }, () => {});
});
if (codes.length !== 2 || codes[0] > 2 || codes[1] !== 0x80) fail(`SUBACK ${codes}`);

await ping;
console.log('ready');

const { topic, payload } = await message;
if (topic !== ownTopic) fail(`a message on ${topic}`);
if (typeof payload.type !== 'string') fail(`a message without a type: ${JSON.stringify(payload)}`);

await client.endAsync();
clearTimeout(deadline);
console.log(`mqtt.js: connected, subscribed, refused elsewhere, pinged, heard ${payload.type}, left`);

function fail(why) {
  console.error(`mqtt.js: ${why}`);
  process.exit(1);
}
