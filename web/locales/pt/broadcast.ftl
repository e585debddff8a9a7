# A message to waiting guests

broadcast-title = Avisar quem espera
broadcast-now = Visível agora
broadcast-until = Até { $time }
broadcast-withdraw = Tirar agora
broadcast-new = Nova mensagem
broadcast-replace = Outra mensagem no lugar dela
broadcast-text = Mensagem
broadcast-text-hint = Até 140 caracteres, como “O leite acabou; só aveia por 10 minutos.”
broadcast-ends = Termina sozinha após
broadcast-send = Mostrar
broadcast-write = Escrever uma mensagem
broadcast-change = Mudar ou tirar
broadcast-example = Uma frase nos celulares, na tela e no quadro, como avisar que a máquina precisa de um minuto.
problem-invalid-broadcast = Escreva uma mensagem de 1 a 140 caracteres.
problem-invalid-minutes = Faça a mensagem terminar em até um dia.
broadcast-lead = Aparece nos celulares de quem espera a bebida ({ $n ->
    [one] agora { $n } pedido
   *[other] agora { $n } pedidos
}), na página da loja, na tela e no quadro.
