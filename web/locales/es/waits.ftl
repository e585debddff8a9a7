# Cómo resultaron las esperas prometidas
promise-inside-stat = Dentro de lo prometido
promise-aim = Lo que se dijo a los clientes al pedir
promise-title = Esperas prometidas
promise-ready = Listo
promise-inside = Como se prometió
promise-earlier = Antes de lo prometido
promise-later = Más tarde de lo prometido
promise-empty = No se prometió ninguna espera en este período.
