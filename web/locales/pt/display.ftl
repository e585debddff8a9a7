# A tela na parede

display-title = Tela
display-ready = Prontos
display-collect = Retire no balcão
display-none-ready = Seu número aparece aqui.
display-preparing = Em preparo
display-none-preparing = Nada agora
display-in-line = { $n } na fila
display-missed = É o seu? Pergunte
display-wait = { $high ->
    [one] Espera: cerca de 1 min
   *[other] { $low ->
        [0] Espera: até { $high } min
       *[other] Espera: { $low } a { $high } min
    }
}
display-still-collect = O que está pronto ainda pode ser retirado.
display-more = mais { $n }
qr-label = Código para pedir com o celular
qr-heading = Escaneie e peça
qr-left = livres
qr-new-in = Novo código em
qr-new = Novo em
qr-spent = Estamos fazendo os cafés!
qr-next-in = Novo código em
qr-updating = Atualizando
qr-paused = Continuamos fazendo o que já foi pedido.
display-stale = Atualizado às { $time }. Reconectando.
display-called = O número { $number } está pronto.
# Settings of one display, at the console
display-speaks = Fala os números novos
display-shows-names = Mostra nomes
display-save = Salvar opções
