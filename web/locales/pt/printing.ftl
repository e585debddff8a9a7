# Impressoras e tíquetes em papel

paper-copy = CÓPIA
paper-again = IMPRESSO DE NOVO, TALVEZ REPETIDO
paper-walk-up = No balcão
paper-place = { $n } de { $max }
paper-contains = Contém: { $name }
paper-test = Página de teste
paper-title-one = Imprimir { $number }
paper-title = { $n ->
    [one] Imprimir { $n } tíquete
   *[other] Imprimir { $n } tíquetes
}
paper-none = Nenhum tíquete espera para ser impresso.
paper-print = Imprimir
paper-width = Papel
paper-millimetres = { $n } mm
paper-hint = Se nada abrir, use Imprimir no menu do navegador.
paper-done = Impressos aqui: tirar da fila da impressora
paper-done-hint = Senão, a impressora também os imprime quando voltar.

print-button = Imprimir
print-sent = { $number } vai para a impressora
print-failed = Não foi possível imprimir { $number }. Tente de novo.
print-here = Imprimir aqui
print-off = A impressora “{ $name }” está desligada.
print-paper = A impressora “{ $name }” está sem papel.
print-cover = A tampa da impressora “{ $name }” está aberta.
print-fault = A impressora “{ $name }” avisa de uma falha.
print-silent = A impressora “{ $name }” não responde.
print-waiting = { $n ->
    [one] Há { $n } tíquete em espera.
   *[other] Há { $n } tíquetes em espera.
}

printers-title = Impressoras
printers-lead = Cada tíquete é impresso quando um barista o começa. Uma impressora desligada nunca segura o quadro.
printers-add = Adicionar uma impressora
printers-empty = Ainda não há impressoras. O balcão pode imprimir pelo navegador.
printers-name = Nome
printers-name-hint = Como “Balcão”.
printers-address = Endereço na rede
printers-address-hint = Um nome ou endereço IP, e a porta se não for 9100: 192.168.1.50 ou impressora.local:9101.
printers-paper = Papel
printers-charset = Letras que ela conhece
printers-charset-hint = Os outros caracteres são impressos como imagem. Se a página de teste mostrar letras erradas, escolha outra opção.
printers-language = Idioma dos tíquetes
charset-cp858 = Europa ocidental com euro (CP858)
charset-cp1252 = Windows latim 1 (CP1252)
charset-cp437 = EUA (CP437)
printers-change = Alterar
printers-change-title = Alterar a impressora “{ $name }”
printers-test = Página de teste
printers-retry = Tentar agora
printers-clear = Descartar os tíquetes em espera
printers-clear-confirm = Descartar os tíquetes que esperam em “{ $name }”? Eles não serão mais impressos.
printers-remove = Remover
printers-remove-confirm = Remover a impressora “{ $name }”? O que espera lá não será impresso.
printer-ready = Pronta
printer-off = Desligada desde { $time }
printer-off-day = Desligada desde { $day }, { $time }
printer-paper = Sem papel desde { $time }
printer-paper-day = Sem papel desde { $day }, { $time }
printer-cover = Tampa aberta desde { $time }
printer-cover-day = Tampa aberta desde { $day }, { $time }
printer-fault = Falha desde { $time }
printer-fault-day = Falha desde { $day }, { $time }
printer-silent = Sem resposta desde { $time }
printer-silent-day = Sem resposta desde { $day }, { $time }
printer-waiting = { $n ->
    [one] { $n } tíquete em espera
   *[other] { $n } tíquetes em espera
}

problem-invalid-printer-name = Escreva um nome de 1 a 40 caracteres.
problem-invalid-printer-address = Escreva um nome ou endereço IP como 192.168.1.50, sem http://.
problem-invalid-printer-port = Escreva uma porta de 1024 a 65535, em geral 9100.
problem-printer-address-taken = A impressora { $name } já tem este endereço.
problem-too-many-printers = Um balcão tem no máximo { $most } impressoras. Remova uma antes.
problem-unknown-printer = Esta impressora foi removida. Recarregue a página.
