# Being told when it is ready

# A notification
push-ready-title = El número { $number } está listo.
push-ready-body = Recógelo en la barra.
push-waiting-title = El número { $number } te espera.
push-waiting-body = Lo guardamos hasta las { $time }.

# The button on the guest's page
push-ask = Avísame cuando esté listo
push-asking = Un momento…
push-on = Te avisaremos cuando esté listo.
push-denied = Las notificaciones están bloqueadas. Permítelas para esta página en los ajustes del navegador y toca otra vez.
push-failed = No ha funcionado. Toca otra vez dentro de un momento.
push-ios = Para que te avisemos, toca «Compartir», luego «Añadir a pantalla de inicio», y abre esta página desde ahí.

# Without a network
offline-nothing-kept = Sin conexión. Esta página lo vuelve a intentar sola.

# For the operator
push-needs-https = Sin HTTPS los navegadores desactivan: avisar a los teléfonos cuando un pedido está listo, Crema en la pantalla de inicio, mostrar un pedido sin red y mantener encendida la pantalla de la tableta. Lo demás funciona. Para activarlo: 1. Da al servidor un certificado: CREMA_TLS_CERTIFICATE y CREMA_TLS_KEY, o CREMA_ACME_DOMAINS, o un proxy HTTPS delante. 2. Pon en CREMA_PUBLIC_URL la dirección https://. 3. Reinicia.

# Problems
problem-invalid-push-endpoint = La dirección de tu navegador para avisos no sirve. Toca otra vez.
problem-invalid-push-keys = Las claves de tu navegador para avisos no sirven. Toca otra vez.
problem-nothing-to-tell = Tu pedido no está en marcha, así que no hay nada que avisar.
