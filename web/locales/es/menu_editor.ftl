# Los formularios de la carta: cómo lo ve el cliente, ordenar arrastrando y qué puede estar mal
preview-title = Así lo ven los clientes
preview-lead = Sigue lo que escribes. No se guarda nada hasta que pulses Guardar.
preview-button = Vista previa
menu-drag = Arrastra { $name } a otro lugar
menu-moved = { $name } está ahora en el puesto { $place }. El orden está guardado.
menu-unordered = El nuevo orden no se guardó. Recarga la página e inténtalo de nuevo.
problem-menu-twice = { $id } aparece dos veces. Da a cada uno el suyo.
problem-menu-id = Escribe un identificador de 1 a 40 de los caracteres a-z, 0-9, - y _.
problem-menu-unknown-icon = No existe el dibujo { $id }. Elige uno de la lista.
problem-menu-unknown-allergen = { $id } no es un alérgeno del que se pueda avisar. Se conocen: { $known }.
problem-menu-unknown-group = No existen las opciones { $id }. Añádelas primero o quítalas de la bebida.
problem-menu-option-count = Escribe de 1 a { $most } opciones.
problem-menu-defaults = Hay más opciones elegidas al principio de las permitidas. Quita alguna o sube «Como máximo».
problem-menu-too-many-drinks = Deja como máximo { $most } bebidas.
problem-menu-too-many-groups = Deja como máximo { $most } grupos de opciones.
