# Being told when it is ready

# A notification
push-ready-title = O número { $number } está pronto.
push-ready-body = Retire no balcão.
push-waiting-title = O número { $number } está esperando por você.
push-waiting-body = Guardamos até { $time }.

# The button on the guest's page
push-ask = Avise quando ficar pronto
push-asking = Um momento…
push-on = Avisaremos quando estiver pronto.
push-denied = As notificações estão bloqueadas. Permita-as para esta página nas configurações do navegador e toque de novo.
push-failed = Não funcionou. Toque de novo daqui a pouco.
push-ios = Para ser avisado, toque em “Compartilhar”, depois em “Adicionar à Tela de Início”, e abra esta página por lá.

# Without a network
offline-nothing-kept = Sem conexão. Esta página tenta de novo sozinha.

# For the operator
push-needs-https = Sem HTTPS os navegadores desligam: avisar os celulares quando um pedido está pronto, o Crema na tela inicial, mostrar um pedido sem rede e manter acesa a tela do tablet. O resto funciona. Para ativar: 1. Dê ao servidor um certificado: CREMA_TLS_CERTIFICATE e CREMA_TLS_KEY, ou CREMA_ACME_DOMAINS, ou um proxy HTTPS na frente. 2. Defina CREMA_PUBLIC_URL com o endereço https://. 3. Reinicie.

# Problems
problem-invalid-push-endpoint = O endereço do seu navegador para avisos não serve. Toque de novo.
problem-invalid-push-keys = As chaves do seu navegador para avisos não servem. Toque de novo.
problem-nothing-to-tell = Seu pedido não está em andamento, então não há nada para avisar.
