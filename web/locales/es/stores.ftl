# Several stores

stores-title = Locales
stores-link = Local
stores-all = Todos los locales
stores-count = { $n ->
    [one] 1 local
   *[other] { $n } locales
}
stores-here = Estás aquí
stores-waiting = { $n ->
    [0] Nadie espera.
    [one] Espera 1 pedido.
   *[other] Esperan { $n } pedidos.
}
stores-switch = Cambiar
stores-rename = Renombrar
stores-archive = Archivar
stores-archive-confirm = ¿Archivar { $name }? Queda cerrado y sale de todas las listas. Su historial se conserva.
stores-archived = Archivados
stores-archived-lead = Cerrados, en ninguna lista, con su historial.
stores-restore = Recuperar
stores-new = Local nuevo
stores-new-lead = Tiene su propia carta, su equipo, sus dispositivos y su cola, y empieza cerrado.
stores-id = Nombre corto
stores-id-hint = Para su dirección, por ejemplo «sala2»: minúsculas, cifras y guiones. Después no se puede cambiar.
stores-menu = Carta
stores-menu-default = La carta estándar
stores-menu-of = Una copia de la carta de { $name }
stores-add = Crear el local
stores-made = { $name } está creado. Cambia a él para configurarlo.
stores-runs-all = Lleva todos los locales
stores-runs-all-hint = cambia de local y crea nuevos
stores-grant = Dar todos los locales
stores-revoke = Solo este local
login-store-choose = Elige un local
doors-title = ¿Dónde estás?
doors-lead = Elige la barra que tienes delante.
problem-other-store = Esta página es de otro local, no del que has elegido ahora. No se ha cambiado nada. Vuelve para ver dónde estás.
problem-store-archived = Este local está archivado. Recupéralo antes de cambiarlo.
problem-store-busy = Cierra el local y termina sus pedidos. Después archívalo.
problem-store-id-taken = Otro local tiene este nombre corto. Elige otro.
problem-invalid-store-id = Escribe un nombre corto de 1 a 32 minúsculas, cifras y guiones interiores.
problem-invalid-all-stores = Solo alguien de gestión puede llevar todos los locales.
problem-runs-all-stores = Solo quien lleva todos los locales puede cambiar esta cuenta.
