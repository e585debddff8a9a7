# Being told when it is ready

# A notification
push-ready-title = Number { $number } is ready.
push-ready-body = Collect it at the bar.
push-waiting-title = Number { $number } is waiting for you.
push-waiting-body = We keep it until { $time }.

# The button on the guest's page
push-ask = Tell me when it’s ready
push-asking = One moment…
push-on = We will tell you when it is ready.
push-denied = Notifications are blocked. Allow them for this page in your browser’s settings, then tap again.
push-failed = That did not work. Please tap again in a moment.
push-ios = To be told when it is ready, tap “Share”, then “Add to Home Screen”, and open this page from there.

# Without a network
offline-nothing-kept = No connection. This page tries again by itself.

# For the operator
push-needs-https = Without HTTPS, browsers switch off: telling phones when an order is ready, keeping Crema on the home screen, showing an order without a network, and keeping the tablet’s screen awake. All else works. To turn this on: 1. Give the server a certificate: CREMA_TLS_CERTIFICATE and CREMA_TLS_KEY, or CREMA_ACME_DOMAINS, or an HTTPS proxy in front. 2. Set CREMA_PUBLIC_URL to the https:// address. 3. Restart.

# Problems
problem-invalid-push-endpoint = Your browser’s address for messages cannot be used. Please tap again.
problem-invalid-push-keys = Your browser’s keys for messages cannot be used. Please tap again.
problem-nothing-to-tell = Your order is not on its way, so there is nothing to tell.
