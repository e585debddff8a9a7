# Como resultaram as esperas prometidas
promise-inside-stat = Dentro do prometido
promise-aim = O que foi dito aos clientes ao pedir
promise-title = Esperas prometidas
promise-ready = Pronto
promise-inside = Como prometido
promise-earlier = Antes do prometido
promise-later = Depois do prometido
promise-empty = Nenhuma espera foi prometida neste período.
