# Signing in, pairing, set-up

login-title = Sign in
login-store = Store
login-name = Name
login-pin = PIN or password
login-button = Sign in
problem-unauthorized = Name or PIN is wrong. Please try again.
problem-wrong-pin = The name and PIN or password do not match. Check both, or ask an operator for a new PIN.
problem-setup-link-spent = This link is no longer valid. If Crema is set up, sign in. If not, restart it for a new link.
problem-forbidden = Your role does not allow that. Ask an operator.
problem-not-found = This page does not exist or was removed.

pair-title = Pair this device
pair-lead = An operator types this code at
pair-waiting = Waiting for approval

setup-title = Welcome to Crema
setup-lead = Two minutes, then the first coffee can be ordered.
setup-store-hint = Guests read it at the top of their phone.
setup-name = Your name
setup-name-hint = You sign in with it. You are the first operator.
setup-pin = PIN or password
setup-button = Open the console
