# O tablet do balcão

skip = Ir para o conteúdo
board-title = Quadro
board-nav = Quadro
walk-up-nav = No balcão
sold-out-nav = Esgotado
recall-nav = Recuperar
log-out = Sair
log-out-person = Encerrar a sessão de { $name }
live-offline = Sem conexão. Atualizado às { $time }. Reconectando.
live-taps = Toques a enviar: { $n }.
board-new = Novos: { $n }
undo = Desfazer
minutes-short = { $n } min
to-make = A fazer
contains = Contém
making-me = Você
more = Mais
more-number = Mais sobre { $number }
pause = Pausa
pause-longer = Prolongar
pause-for = Pausar pedidos por
pause-effect = { $n ->
    [0] Nada na espera. Os pedidos voltam sozinhos.
    [one] Ainda será feito { $n } pedido. Os pedidos voltam sozinhos.
   *[other] Ainda serão feitos { $n } pedidos. Os pedidos voltam sozinhos.
}
close-now = Fechar agora
open-now = Abrir agora
resume-now = Retomar agora
board-full = Novos pedidos quando um ficar pronto.
board-empty = Nenhum pedido.
board-empty-open = A loja está aberta.
column-queued = Na fila
column-making = Em preparo
column-ready = Prontos
column-queued-empty = Nada na fila.
column-making-empty = Nada em preparo.
column-ready-empty = Nada para retirar.
command-claim = Começar
command-complete = Pronto
command-collect = Retirado
command-release = Devolver
command-recall = Refazer
command-cancel = Cancelar
done-claim = { $number } começado
done-complete = { $number } está pronto
done-collect = { $number } retirado
done-release = { $number } devolvido
done-recall = { $number } voltou
done-cancel = { $number } cancelado
tap-pending = Aguardando a rede
tap-failed = Não foi possível mudar { $number }. Tente de novo.

start-title = Tudo pronto para o turno?
start-lead = Um toque liga o som, mantém a tela acesa e abre em tela cheia.
start-button = Começar turno
start-silent = Sem som

cancel-title = Cancelar o número { $number }?
cancel-lead = O cliente lê o motivo no celular.
cancel-reason-not-available = Acabou um ingrediente.
cancel-reason-guest-asked = O cliente pediu.
cancel-reason-mistake = Foi pedido por engano.
cancel-reason-other = Fale conosco no balcão, por favor.
cancel-other = Outro motivo.
cancel-keep = Manter o pedido

recall-title = Recuperar
recall-lead = Traz de volta um pedido que saiu do quadro por engano.
recall-empty = Nada saiu do quadro ainda.
recall-button = Recuperar
state-ready = Pronto
state-collected = Retirado
state-missed = Não retirado

sold-out-title = O que acabou?
sold-out-lead = Os clientes veem na hora. O que esgotou fica no cardápio, mas não pode ser pedido.
sold-out-drinks = Bebidas
available = Disponível

walk-up-title = Pedido no balcão
walk-up-name = Nome no copo
walk-up-send = Pôr no quadro
walk-up-unsent = Não enviado. Confira a conexão e toque de novo. Não serão dois pedidos.
