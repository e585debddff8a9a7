# Qué se guarda de los clientes y cuánto tiempo
settings-guests = Datos de los clientes
setting-erase-after-days = Borrar después de
setting-erase-after-days-hint = Los nombres de los vasos, los favoritos y qué teléfono pidió qué. Los pedidos y las cifras se quedan, sin nombres.
unit-days = { $n ->
    [one] día
   *[other] días
}
history-kept = Se borran { $n ->
    [one] un día
   *[other] { $n } días
 } después del pedido.
