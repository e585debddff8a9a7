"""Does Python's usual client work against the gateway?

    python3 tests/interop/paho_client.py URL TOKEN OWN_TOPIC FOREIGN_TOPIC

Connects with TOKEN as the password, subscribes to OWN_TOPIC (granted) and FOREIGN_TOPIC
(refused), pings, prints "ready" on a line of its own, waits for one message on OWN_TOPIC and
disconnects cleanly. Ends with 0 only when all of that went as it must.
"""

import json
import queue
import sys
import time
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt

SECONDS = 60


def main(url, token, own_topic, foreign_topic):
    address = urlsplit(url)
    deadline = time.monotonic() + SECONDS
    events = queue.Queue()

    def wait_for(kind):
        while True:
            try:
                found, value = events.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                sys.exit(f"paho: no {kind} within {SECONDS} s")
            if found == kind:
                return value
            if found == "disconnect":
                sys.exit(f"paho: disconnected ({value}) while waiting for {kind}")

    client = mqtt.Client(
        mqtt.CallbackAPIVersion.VERSION2,
        client_id="interop-paho",
        protocol=mqtt.MQTTv311,
        transport="websockets",
        reconnect_on_failure=False,
    )
    client.ws_set_options(path=address.path)
    client.username_pw_set("anybody", token)
    client.on_connect = lambda *a: events.put(("connect", a[3]))
    client.on_subscribe = lambda *a: events.put(("suback", [code.value for code in a[3]]))
    client.on_message = lambda _client, _data, message: events.put(("message", message))
    client.on_disconnect = lambda *a: events.put(("disconnect", a[3]))
    client.on_log = lambda *a: "PINGRESP" in a[3] and events.put(("ping", None))

    # The gateway waits for one and a half of them: a slow machine may lose one second.
    client.connect(address.hostname, address.port, keepalive=4)
    client.loop_start()
    connected = wait_for("connect")
    if connected.is_failure:
        sys.exit(f"paho: not connected: {connected}")

    client.subscribe([(own_topic, 1), (foreign_topic, 1)])
    codes = wait_for("suback")
    if len(codes) != 2 or codes[0] > 2 or codes[1] != 0x80:
        sys.exit(f"paho: SUBACK {codes}")

    wait_for("ping")
    print("ready", flush=True)

    message = wait_for("message")
    payload = json.loads(message.payload)
    if message.topic != own_topic or not isinstance(payload.get("type"), str):
        sys.exit(f"paho: {message.topic}: {payload}")

    client.disconnect()
    left = wait_for("disconnect")
    client.loop_stop()
    if left.is_failure:
        sys.exit(f"paho: no clean disconnect: {left}")
    heard = payload["type"]
    print(f"paho: connected, subscribed, refused elsewhere, pinged, heard {heard}, left")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit("usage: paho_client.py URL TOKEN OWN_TOPIC FOREIGN_TOPIC")
    main(*sys.argv[1:])
