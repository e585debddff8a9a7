# La carta como archivo
import-nav = Importar o exportar
import-title = La carta como archivo
import-heading = Importar
import-lead = El archivo reemplaza toda la carta. Primero verás qué cambiaría; no se guarda nada hasta que lo confirmes.
import-file = Archivo
import-file-hint = CSV o JSON, UTF-8, hasta 128 KB.
import-text = O pega su texto
import-text-hint = La primera fila nombra las columnas. Entre ellas, comas, puntos y coma o tabuladores.
import-check = Revisar el archivo
import-columns = Columnas de un archivo CSV
import-line = Línea { $n }
import-at-column = columna { $n }
import-further = { $n ->
    [one] Hay otro problema que no aparece. Corrige primero estos.
   *[other] Hay { $n } problemas más que no aparecen. Corrige primero estos.
}
import-found = { $n ->
    [one] Un problema, indicado arriba con su línea. No se cambió nada.
   *[other] { $n } problemas, indicados arriba con sus líneas. No se cambió nada.
}
export-title = Exportar
export-lead = Cámbiala en una hoja de cálculo y vuelve a importarla. Incluye nombres, precios, alérgenos, opciones y su orden.
export-csv = Como CSV, para hojas de cálculo
export-json = Como JSON, para programas
import-preview-title = Qué cambiaría
import-same = No cambiaría nada: el archivo contiene la carta tal como está.
import-keep = Dejar la carta como está
import-changes = { $n ->
    [one] 1 cambio
   *[other] { $n } cambios
}
import-confirm = { $n ->
    [one] Reemplazar la carta: 1 bebida
   *[other] Reemplazar la carta: { $n } bebidas
}
import-done = La carta está importada. Los clientes ya la ven.
change-added = Nuevo
change-changed = Cambia
change-removed = Se quita
change-none = nada
change-yes = sí
change-no = no
change-old = antes:
change-new = ahora:
import-column-kind = currency (moneda), drink (bebida), group (grupo) u option (opción). Una fila cada uno.
import-column-group = Para option: el identificador de su grupo. Vacío: el grupo de arriba.
import-column-id = Corto y estable, como flat-white. Vacío: se forma del nombre. Para currency: el código, como EUR.
import-column-name = Como lo leen los clientes.
import-column-note = Para drink: unas palabras bajo el nombre.
import-column-price = Como 3.60 o 3,60. Vacío: ninguno.
import-column-icon = Para drink: espresso, flat_white, cappuccino, latte, filter, cold, tea, chocolate u other.
import-column-allergens = milk, nuts, gluten, soy, egg, sesame, peanuts, sulphites, separados por espacios.
import-column-replaces = Para option: los alérgenos que quita.
import-column-groups = Para drink: identificadores de sus grupos, separados por espacios.
import-column-min = Para group: el mínimo. Vacío: 0.
import-column-max = Para group: el máximo. Vacío: 1.
import-column-default = Para option: yes si está elegida al principio.
import-column-sold-out = yes si se muestra pero no se puede pedir.
change-field-currency = Moneda
change-field-drinks-order = Orden de las bebidas
change-field-groups-order = Orden de las opciones
change-field-name = Nombre
change-field-note = Unas palabras
change-field-price = Precio
change-field-icon = Dibujo
change-field-allergens = Contiene
change-field-groups = Opciones
change-field-sold-out = Agotado
change-field-min = Como mínimo
change-field-max = Como máximo
change-field-order = Orden
change-field-replaces = Reemplaza
change-field-default = Elegida al principio
problem-import-empty = Elige un archivo que no esté vacío o pega su texto.
problem-import-too-large = El archivo es demasiado grande: como máximo { $most } KB. Una carta de cien bebidas necesita 20.
problem-import-workbook = Es un libro de cálculo. En la hoja elige Guardar como, después «CSV UTF-8», e importa ese archivo.
problem-import-utf-sixteen = El texto está en UTF-16 («Unicode»). Guárdalo como «CSV UTF-8» e impórtalo de nuevo.
problem-import-charset = Desde aquí el texto no es UTF-8, y se perderían letras como la ñ. Guarda el archivo como «CSV UTF-8» e impórtalo de nuevo.
problem-import-kind = Elige un archivo que termine en .csv o .json.
problem-import-json-cut = El JSON termina demasiado pronto: queda abierto un corchete, una llave o unas comillas.
problem-import-json-comma = Antes de este punto falta una coma o un cierre.
problem-import-json-last-comma = Tras la coma anterior no hay nada. Quita la coma.
problem-import-json-colon = Faltan dos puntos tras el nombre.
problem-import-json-name = Pon el nombre entre comillas.
problem-import-json-value = Aquí falta un valor. Pon los textos entre comillas.
problem-import-json-text = Este texto tiene un salto de línea o una barra suelta. Escribe \n para un salto y \\ para una barra.
problem-import-json-number = Esto no es un número.
problem-import-json-after = El JSON ya terminó antes de este punto. Quita lo que sigue.
problem-import-json-other = Esto no es JSON. Corrígelo aquí y compruébalo otra vez.
problem-import-not-object = Aquí va un objeto entre llaves.
problem-import-not-list = Aquí va una lista entre corchetes.
problem-import-not-text = Aquí va un texto entre comillas.
problem-import-not-number = Escribe un número entero.
problem-import-not-flag = Escribe true o false.
problem-import-missing = Falta { $name }. Añádelo.
problem-import-unknown-field = No existe el campo { $name }. Quítalo o corrige su nombre.
problem-import-field-twice = { $name } aparece dos veces. Quita uno.
problem-import-no-column = A la primera fila le falta la columna { $name }. Añádela.
problem-import-unknown-column = No existe la columna { $name }. Se conocen: { $known }.
problem-import-cells = Esta fila tiene { $found } celdas y la primera { $most }. Pon entre comillas los textos que contengan el separador.
problem-import-quote = Aquí se abre una comilla que nunca se cierra. Escribe "" para una dentro de un texto.
problem-import-unknown-row = No existe la clase de fila «{ $name }». Escribe currency, drink, group u option.
problem-import-yes-no = Escribe yes o no.
problem-import-no-group = No hay grupo para esta opción. Nombra su grupo o pon la fila debajo de él.
