# Being told when it is ready

# A notification
push-ready-title = Number { $number } is ready.
push-ready-body = Collect it at the bar.
push-waiting-title = Number { $number } is waiting for you.
push-waiting-body = We keep it until { $time }.

# The button on the guest's page
push-ask = Tell me when it’s ready
push-asking = One moment …
push-on = We will tell you when it is ready.
push-denied = Notifications are blocked. Allow them for this page in your browser’s settings, then tap again.
push-failed = That did not work. Please tap again in a moment.
push-ios = To be told when it is ready, tap Share, then Add to Home Screen, and open Crema from there.

# Without a network
offline-nothing-kept = No connection. This page tries again by itself.

# For the operator
push-needs-https = Without HTTPS, phones cannot be told when an order is ready, keep it on the home screen or show it without a network. To turn this on, serve Crema through an HTTPS proxy and set CREMA_PUBLIC_URL to its https:// address.

# Problems
problem-invalid-push-endpoint = Your browser’s address for messages cannot be used. Please tap again.
problem-invalid-push-keys = Your browser’s keys for messages cannot be used. Please tap again.
problem-nothing-to-tell = Your order is not on its way, so there is nothing to tell.
