# O que fica guardado dos clientes e por quanto tempo
settings-guests = Dados dos clientes
setting-erase-after-days = Apagar após
setting-erase-after-days-hint = Nomes nos copos, favoritos e que telefone pediu o quê. Os pedidos e os números ficam, sem nomes.
unit-days = { $n ->
    [one] dia
   *[other] dias
}
history-kept = São apagados { $n ->
    [one] um dia
   *[other] { $n } dias
 } após o pedido.
