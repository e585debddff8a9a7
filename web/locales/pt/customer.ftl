# O celular do cliente

landing-title = Peça um café
menu-heading = Cardápio

scan-title = Começar meu pedido
scan-heading = Você está no balcão.
scan-lead = Comece seu pedido e guardamos seu lugar enquanto você escolhe.
scan-unsent = Não enviado. Confira sua conexão e toque de novo no botão.
scan-start = Começar meu pedido

refusal-to-order = Ir para o meu pedido
refusal-to-menu = Ver o cardápio

order-title = Peça um café
order-heading = O que vai ser hoje?
order-drink = Bebida
order-name = Nome para o copo
order-name-hint = Só a equipe vê. Fica guardado neste celular.
order-name-hint-shown = Uma tela no balcão mostra o nome quando seu pedido fica pronto. Fica guardado neste celular.
order-send = Pedir
order-add = Mais uma
order-until = Guardamos seu lugar até { $time }.
order-unsent = Não enviado. Confira sua conexão e toque de novo em “Pedir”. Você não vai receber dois cafés.
order-gone = Acabou de esgotar: { $name }. Escolha outra coisa, por favor.
basket-title = { $n ->
    [one] { $n } bebida até agora
   *[other] { $n } bebidas até agora
}
basket-remove = Remover

order-number = Número do pedido
order-yours = Seu pedido
status-others = Seus outros pedidos
order-for = Para { $name }
status-next = Seu pedido é o próximo da fila.
status-next-late = Está demorando mais que o normal. Seu pedido é o próximo da fila.
status-queued = Seu pedido é o { $place }º da fila.
status-queued-late = Está demorando mais que o normal. Seu pedido é o { $place }º da fila.
status-queued-wait = { $high ->
    [one] Fica pronto em cerca de um minuto.
   *[other] { $low ->
        [0] Fica pronto em até { $high } minutos.
       *[other] Fica pronto em cerca de { $low } a { $high } minutos.
    }
}
status-making = { $items ->
    [one] Sua bebida está em preparo.
   *[other] Suas { $items } bebidas estão em preparo.
}
status-making-late = Está demorando mais que o normal. Seu pedido está em preparo.
status-making-wait = { $high ->
    [one] Mais um minuto, mais ou menos.
   *[other] { $low ->
        [0] No máximo mais { $high } minutos.
       *[other] Mais { $low } a { $high } minutos.
    }
}
status-ready = O número { $number } está pronto. Retire no balcão.
status-ready-until = Guardamos até { $time }.
status-collected = Bom proveito!
status-collected-lead = Obrigado pela visita.
status-missed = O número { $number } não foi retirado.
status-missed-lead = Pergunte no balcão. Talvez ainda esteja aqui ou possamos fazer de novo.
status-cancelled-guest = Você cancelou seu pedido.
status-cancelled-guest-lead = Nada será feito.
status-cancelled-bar = Tivemos que cancelar seu pedido.
status-over-lead = Desculpe por isso. Fale conosco no balcão ou peça de novo.
status-expired-bar = Não conseguimos fazer seu pedido a tempo.
status-expired-guest = Seu lugar passou para o próximo.
status-expired-guest-lead = O pedido não foi enviado a tempo. Escaneie o código no balcão para começar de novo.
status-cancel = Cancelar meu pedido
status-no-cancel = Não dá mais para cancelar. Algo errado? Fale conosco no balcão.
status-again = Pedir de novo
status-title-queued = na fila
status-title-making = em preparo
status-title-ready = pronto
status-title-collected = retirado
status-title-missed = não retirado
status-title-cancelled = cancelado
status-title-expired = expirado
steps-label = Andamento
step-queued = Na fila
step-making = Em preparo
step-ready = Pronto
