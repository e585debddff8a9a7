# Palavras de vários aplicativos. As mesmas frases no celular, na tela e na API.

live-stale = Atualizado às { $time }. Reconectando.
sold-out = Esgotado
# Between a label and its value
label-colon = :{"\u00A0"}
page-back = Voltar
language = Idioma
language-name = Português

# Como está a loja
door-open = Estamos abertos.
door-open-advice = Escaneie o código no balcão para pedir.
door-paused = Os pedidos estão em pausa por um momento.
door-paused-until = Os pedidos estão em pausa até { $time }.
door-paused-advice = Os pedidos já feitos continuam em preparo. Esta página se atualiza sozinha.
door-closed = Estamos fechados.
door-closed-opens = Fechado. Abre às { $time }.
door-closed-advice = Escaneie o código no balcão quando abrirmos de novo.
door-closed-advice-then = Escaneie o código no balcão nesse horário.
door-full = A fila está cheia. Tente de novo daqui a pouco.
door-full-minutes = { $n ->
    [one] A fila está cheia. Tente de novo em cerca de um minuto.
   *[other] A fila está cheia. Tente de novo em cerca de { $n } minutos.
}
door-full-advice = Só aceitamos os pedidos que conseguimos fazer a tempo.
door-word-open = Aberto
door-word-paused = Em pausa
door-word-closed = Fechado
door-word-full = Fila cheia

# As esperas são faixas
wait-range = { $high ->
    [one] Cerca de um minuto.
   *[other] { $low ->
        [0] Até { $high } minutos.
       *[other] Cerca de { $low } a { $high } minutos.
    }
}
orders-ahead = { $n ->
    [0] Sem fila.
    [one] { $n } pedido na frente.
   *[other] { $n } pedidos na frente.
}

# Alérgenos
allergen-milk = Leite
allergen-nuts = Castanhas
allergen-gluten = Glúten
allergen-soy = Soja
allergen-egg = Ovo
allergen-sesame = Gergelim
allergen-peanuts = Amendoim
allergen-sulphites = Sulfitos

# Regras dos grupos de opções
group-choose-one = Escolha uma
group-optional = Uma ou nenhuma
group-up-to = Até { $max }
group-exactly = Escolha { $n }
group-range = Escolha de { $min } a { $max }
option-none = Nada

# Formulários
errors-title = { $n ->
    [one] Falta acertar uma coisa
   *[other] Falta acertar { $n } coisas
}

# Problemas, por seu código fixo
problem-already-claimed = Outra pessoa já começou este pedido.
problem-store-closed = Estamos fechados.
problem-store-paused = Os pedidos estão em pausa por um momento.
problem-queue-full = A fila está cheia.
problem-queue-room = A fila está quase cheia. Bebidas que ainda cabem: { $room }.
problem-code-used-up = Não há mais lugares neste código.
problem-code-expired = Este código não vale mais.
problem-code-unknown = Este código não é nosso.
problem-open-order-limit = Você já tem um pedido conosco.
problem-daily-limit = Você já tomou todas as suas bebidas de hoje.
problem-sold-out = Acabou de esgotar. Escolha outra coisa, por favor.
problem-basket-item-gone = { $name }: não dá mais para preparar assim, e tiramos do seu pedido.
problem-unknown-drink = Escolha uma bebida, por favor.
problem-unknown-option = Essa opção saiu do cardápio. Escolha de novo.
problem-too-many-options = É mais do que você pode escolher aqui.
problem-too-few-options = Falta escolher aqui, por favor.
problem-too-many-items = É mais do que cabe em um pedido.
problem-invalid-name = Informe um nome para o copo, com até 40 letras.
problem-token-spent = Este link já foi usado.
problem-key-reused = Este formulário já foi enviado com outros dados. Confira e envie de novo.
problem-request-timeout = Demorou demais para chegar. Confira sua conexão e tente de novo.
problem-unavailable = Agora não é possível. Tente de novo em um momento.
problem-internal = Nada foi alterado. Tente de novo daqui a pouco. Se continuar, informe esta referência no balcão.
problem-refused = Este endereço não pode ser usado assim. Volte, por favor.
problem-nothing-ordered = Escolha primeiro uma bebida, por favor.
problem-too-late-to-cancel = Já está em preparo e não pode mais ser cancelado. Fale conosco no balcão.
problem-wrong-state = O pedido já avançou. Nada foi mudado.
problem-reason-missing = Diga por quê: o cliente lê o motivo.
problem-unknown-token = Este link não é nosso.
problem-key-missing = O formulário chegou incompleto. Recarregue a página.
problem-key-malformed = O formulário chegou danificado. Recarregue a página.
problem-key-running = Ainda está sendo enviado. Espere um momento.
problem-too-many-tries = Tentativas demais. Espere um momento.
problem-network-busy = Muita gente na sua rede está escaneando agora.
problem-foreign-origin = Isto veio de outro site. Abra a página aqui e tente de novo.
problem-body-too-large = É demais para um formulário.
problem-invalid-json = Não foi possível ler a solicitação.
problem-unsupported-media-type = Não foi possível ler o formulário. Recarregue a página.
problem-store-not-open = A loja não está aberta, por isso não há código.
advice-code-used-up = O próximo código aparece logo na tela. Escaneie lá.
advice-code-used-up-at = O próximo código aparece na tela às { $time }. Escaneie lá.
advice-network-busy = Volte e toque de novo em alguns segundos.
advice-code-expired = Escaneie de novo o código na tela.
advice-code-unknown = Escaneie o código na tela do balcão.
advice-store-closed = Escaneie o código no balcão quando abrirmos de novo.
advice-store-paused = Escaneie o código de novo em alguns minutos.
advice-store-paused-then = Escaneie o código de novo nesse horário.
advice-queue-full = Escaneie o código de novo em alguns minutos.
advice-queue-full-minutes = { $n ->
    [one] Escaneie o código de novo em cerca de um minuto.
   *[other] Escaneie o código de novo em cerca de { $n } minutos.
}
advice-daily-limit = Até amanhã!
advice-open-order-limit = Peça de novo depois de retirar.
retry-at = Tente de novo às { $time }.
retry-minutes = { $n ->
    [one] Tente de novo em cerca de um minuto.
   *[other] Tente de novo em cerca de { $n } minutos.
}

# Páginas de erro
error-title = Não funcionou
error-title-400 = Não funcionou
error-title-401 = Entre primeiro
error-title-403 = Isto não é para você
error-title-404 = Não há nada aqui
error-title-429 = Foi rápido demais
error-title-500 = Algo deu errado do nosso lado
error-title-503 = Voltamos já
error-back = Voltar
error-request = Referência: { $id }

# Uma hora que não é de hoje
weekday-monday = segunda‑feira
weekday-tuesday = terça‑feira
weekday-wednesday = quarta‑feira
weekday-thursday = quinta‑feira
weekday-friday = sexta‑feira
weekday-saturday = sábado
weekday-sunday = domingo
door-closed-opens-day = Fechado. Abre { $day } às { $time }.
advice-code-used-up-at-day = O próximo código aparece na tela { $day } às { $time }. Escaneie lá.
retry-at-day = Tente de novo { $day } às { $time }.
