# Being told when it is ready

# A notification
push-ready-title = O número { $number } está pronto.
push-ready-body = Retire no balcão.
push-waiting-title = O número { $number } está esperando por você.
push-waiting-body = Guardamos até { $time }.

# The button on the guest's page
push-ask = Quero saber quando estiver pronto
push-asking = Um momento…
push-on = Avisaremos quando estiver pronto.
push-denied = As notificações estão bloqueadas. Permita-as para esta página nas configurações do navegador e toque de novo.
push-failed = Não funcionou. Toque de novo daqui a pouco.
push-ios = Para ser avisado, toque em Compartilhar, depois em Adicionar à Tela de Início, e abra o Crema por lá.

# Without a network
offline-nothing-kept = Sem conexão. Esta página tenta de novo sozinha.

# For the operator
push-needs-https = Sem HTTPS não é possível avisar os celulares quando um pedido está pronto, guardar a página na tela inicial nem mostrá-la sem rede. Para ativar, sirva o Crema por um proxy HTTPS e defina CREMA_PUBLIC_URL com o endereço https:// dele.

# Problems
problem-invalid-push-endpoint = O endereço do seu navegador para avisos não serve. Toque de novo.
problem-invalid-push-keys = As chaves do seu navegador para avisos não servem. Toque de novo.
problem-nothing-to-tell = Seu pedido não está em andamento, então não há nada para avisar.
