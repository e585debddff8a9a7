# Webhooks: outros sistemas ficam a saber o que acontece

webhooks-title = Webhooks
webhooks-lead = Outro sistema fica sabendo na hora o que acontece aqui: cada evento vai como mensagem assinada para o endereço dele. Os nomes dos clientes não fazem parte dos eventos; os motivos que a equipe escreve, sim.
webhooks-add = Adicionar um webhook
webhooks-save-button = Guardar alterações
webhooks-edit = Alterar
webhooks-empty = Ainda não há webhooks.
webhooks-name = Nome
webhooks-name-hint = Como “Caixa”.
webhooks-url = Endereço
webhooks-url-hint = Um endereço público que comece com https://, como https://caixa.example/crema.
webhooks-tries = Tentativas por evento
webhooks-tries-hint = De 1 a 20. Depois o evento é separado e o próximo é enviado.
webhooks-events = Quais eventos
webhooks-events-all = Todos os eventos
webhooks-events-chosen = Só estes:
webhooks-events-count = { $n ->
    [one] { $n } tipo de evento
   *[other] { $n } tipos de evento
}
webhook-on = Ligado
webhook-off = Desligado
webhook-failing = Falhando desde { $time }
webhook-open = Falhando desde { $time }, só tentativas de teste
webhook-open-why = Falhou várias vezes seguidas. De vez em quando, pelo menos a cada cinco minutos, um evento é tentado; os outros esperam e são enviados em ordem quando voltar a funcionar. Durante sete dias nada se perde.
webhook-waiting = { $n ->
    [one] { $n } evento em espera
   *[other] { $n } eventos em espera
}
webhook-aside = { $n ->
    [one] { $n } evento separado
   *[other] { $n } eventos separados
}
webhooks-test = Enviar um evento de teste
webhooks-turn-on = Ligar
webhooks-turn-off = Desligar
webhooks-remove = Remover
webhooks-remove-confirm = Remover o webhook “{ $name }”? O que espera não será enviado.
webhooks-secret = Segredo
webhooks-secret-lead = Copie agora para o outro sistema: ele não será mostrado de novo. Com ele as mensagens são assinadas conforme Standard Webhooks.
webhooks-secret-new = Novo segredo
webhooks-secret-confirm = Criar um segredo novo para “{ $name }”? Por mais um dia as mensagens são assinadas também com o antigo.
webhooks-secret-done = Já copiei
webhooks-deliveries = Últimas tentativas
webhooks-deliveries-empty = Nada foi enviado ainda.
webhooks-time = Hora
webhooks-event = Evento
webhooks-answer = Resposta
webhooks-duration = Duração
webhooks-millis = { $n } ms
webhooks-letters = Separados
webhooks-letters-lead = Destes eventos o envio foi abandonado, ou eles vêm depois de um abandonado do mesmo pedido. São guardados por sete dias.
webhooks-replay = Reenviar todos
webhooks-behind = Vem depois de um evento abandonado
webhooks-replayed = Será enviado de novo
answer-timeout = Sem resposta a tempo
answer-unreachable = Fora de alcance
answer-blocked = Bloqueado: o endereço leva para dentro de uma rede

audit-kind-webhook = Webhooks
audit-did-webhook-added = Adicionou o webhook { $name }
audit-did-webhook-changed = Mudou o webhook { $name }
audit-did-webhook-secret = Deu um segredo novo ao webhook { $name }
audit-did-webhook-replayed = Reenviou o que estava separado para { $name }
audit-did-webhook-removed = Removeu o webhook { $name }
audit-field-webhook-url = Endereço
audit-field-webhook-events = Eventos
audit-field-webhook-most-tries = Tentativas por evento
audit-field-webhook-is-on = Ligado

problem-invalid-webhook-name = Escreva um nome de 1 a 40 caracteres.
problem-invalid-webhook-url = Escreva um endereço público que comece com https://, sem usuário nem senha. Nada é enviado para endereços dentro de uma rede.
problem-invalid-webhook-events = Escolha pelo menos um evento.
problem-invalid-webhook-tries = Escreva um número de tentativas de 1 a 20.
problem-too-many-webhooks = Uma loja tem no máximo { $most } webhooks. Remova um antes.
problem-unknown-webhook = Não há esse webhook nesta loja. Recarregue a lista.
