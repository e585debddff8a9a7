# O quadro: vários pedidos de uma vez, som e o que impediu um toque

together-claim = Começar { $n } juntos
together-complete = { $n } prontos
done-claim-all = Começados: { $number }
done-complete-all = Prontos: { $number }
refused-claimed = { $name } já começou o { $number }.
refused-wrong-state = O { $number } já avançou. Nada foi alterado.
refused-overtake = Não começado: { $number }. Pedidos mais antigos vêm primeiro.
refused-other-person = Os toques guardados de { $name } não foram enviados. Confira: { $number }.
problem-would-overtake = Pedidos mais antigos vêm primeiro: já foram ultrapassados o bastante.
problem-order-count = Indique de 1 a 20 pedidos.
board-unchanged = Sem conexão. Nada foi alterado. Toque de novo em instantes.
ok = OK

sound-title = Som
sound-volume = Volume
sound-off = Sem som
sound-test = Testar som
sound-refused = Este tablet não toca o som. Confira o volume dele e as configurações do navegador.
full-screen = Tela cheia

setting-max-overtaken-drinks = Ultrapassado por no máximo
setting-max-overtaken-drinks-hint = Quando bebidas iguais são feitas juntas, um pedido mais antigo deixa passar no máximo tantas bebidas. 0 mantém a ordem.
