# Webhooks: outros sistemas ficam a saber o que acontece

webhooks-title = Webhooks
webhooks-lead = Outro sistema fica logo a saber o que acontece aqui: cada evento como mensagem assinada para o seu endereço. Os nomes dos clientes não estão nos eventos; os motivos que a equipa escreve, sim.
webhooks-add = Adicionar um webhook
webhooks-add-button = Adicionar webhook
webhooks-save-button = Guardar alterações
webhooks-edit = Alterar
webhooks-empty = Ainda não há webhooks.
webhooks-name = Nome
webhooks-name-hint = Por exemplo, «Caixa».
webhooks-url = Endereço
webhooks-url-hint = Um endereço público que comece por https://, como https://caixa.example/crema.
webhooks-tries = Tentativas por evento
webhooks-tries-hint = De 1 a 20. Depois o evento é posto de lado e segue o próximo.
webhooks-events = Que eventos
webhooks-events-all = Todos os eventos
webhooks-events-chosen = Só estes:
webhooks-events-count = { $n ->
    [one] 1 tipo de evento
   *[other] { $n } tipos de evento
}
webhook-on = A entregar
webhook-off = Desligado
webhook-failing = Falha desde { $time }
webhook-open = Falha desde { $time }, só ensaios
webhook-open-why = Falhou várias vezes seguidas. De vez em quando, pelo menos a cada cinco minutos, tenta-se um evento; os outros esperam e seguem por ordem quando voltar a funcionar. Durante sete dias nada se perde.
webhook-waiting = { $n ->
    [one] 1 evento à espera
   *[other] { $n } eventos à espera
}
webhook-aside = { $n ->
    [one] 1 evento posto de lado
   *[other] { $n } eventos postos de lado
}
webhooks-test = Enviar um evento de teste
webhooks-turn-on = Ligar
webhooks-turn-off = Desligar
webhooks-remove = Remover
webhooks-remove-confirm = Remover o webhook { $name }? O que espera não será enviado.
webhooks-secret = Segredo
webhooks-secret-lead = Copie-o agora para o outro sistema: não volta a ser mostrado. Com ele assinam-se as mensagens segundo Standard Webhooks.
webhooks-secret-new = Novo segredo
webhooks-secret-confirm = Criar um segredo novo para { $name }? Durante mais um dia assina-se também com o antigo.
webhooks-secret-done = Já o copiei
webhooks-deliveries = Últimas tentativas
webhooks-deliveries-empty = Ainda nada foi enviado.
webhooks-time = Hora
webhooks-event = Evento
webhooks-answer = Resposta
webhooks-duration = Duração
webhooks-millis = { $n } ms
webhooks-letters = Postos de lado
webhooks-letters-lead = Estes eventos foram abandonados, ou seguem-se a um abandonado do mesmo pedido. São guardados sete dias.
webhooks-replay = Reenviar todos
webhooks-behind = Segue-se a um evento abandonado
webhooks-replayed = Será enviado de novo
answer-timeout = Sem resposta a tempo
answer-unreachable = Não se alcança
answer-blocked = Bloqueado: o endereço leva ao interior de uma rede

audit-kind-webhook = Webhooks
audit-did-webhook-added = Adicionou o webhook { $name }
audit-did-webhook-changed = Alterou o webhook { $name }
audit-did-webhook-secret = Deu um segredo novo ao webhook { $name }
audit-did-webhook-replayed = Reenviou o que estava de lado para { $name }
audit-did-webhook-removed = Removeu o webhook { $name }
audit-field-webhook-url = Endereço
audit-field-webhook-events = Eventos
audit-field-webhook-most-tries = Tentativas por evento
audit-field-webhook-is-on = Ligado

problem-invalid-webhook-name = Escreva um nome de 1 a 40 caracteres.
problem-invalid-webhook-url = Escreva um endereço público que comece por https://, sem utilizador nem palavra-passe. Não se envia para endereços dentro de uma rede.
problem-invalid-webhook-events = Escolha pelo menos um evento.
problem-invalid-webhook-tries = Escreva um número de tentativas de 1 a 20.
problem-too-many-webhooks = Uma loja tem no máximo { $most } webhooks. Remova um primeiro.
problem-unknown-webhook = Esse webhook não existe nesta loja. Recarregue a lista.
