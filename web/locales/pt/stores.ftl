# Several stores

stores-title = Lojas
stores-link = Loja
stores-all = Todas as lojas
stores-count = { $n ->
    [one] { $n } loja
   *[other] { $n } lojas
}
stores-here = Você está aqui
stores-waiting = { $n ->
    [0] Ninguém espera.
    [one] { $n } pedido espera.
   *[other] { $n } pedidos esperam.
}
stores-switch = Trocar
stores-rename = Renomear
stores-archive = Arquivar
stores-archive-confirm = Arquivar { $name }? Fica fechada e sai de todas as listas. O histórico é mantido.
stores-archived = Arquivadas
stores-archived-lead = Fechadas, em nenhuma lista, com o histórico.
stores-restore = Trazer de volta
stores-new = Nova loja
stores-new-lead = Tem cardápio, equipe, aparelhos e fila próprios e começa fechada.
stores-id = Nome curto
stores-id-hint = Para o endereço, como “sala2”: letras minúsculas, algarismos e hifens. Depois não pode ser mudado.
stores-menu = Cardápio
stores-menu-default = O cardápio padrão
stores-menu-of = Uma cópia do cardápio de { $name }
stores-add = Criar a loja
stores-made = { $name } foi criada. Troque para ela para configurá-la.
stores-runs-all = Cuida de todas as lojas
stores-runs-all-hint = troca de loja e cria novas
stores-grant = Dar todas as lojas
stores-revoke = Só esta loja
login-store-choose = Escolha uma loja
doors-title = Onde você está?
doors-lead = Escolha o balcão à sua frente.
problem-other-store = Esta página é de outra loja, não daquela para a qual você trocou. Nada foi alterado. Volte para ver onde você está.
problem-store-archived = Esta loja foi arquivada. Traga-a de volta antes de alterá-la.
problem-store-busy = Feche a loja e termine os pedidos dela. Depois arquive-a.
problem-store-id-taken = Outra loja tem este nome curto. Escolha outro.
problem-invalid-store-id = Escreva um nome curto de 1 a 32 letras minúsculas, algarismos e hifens internos.
problem-invalid-all-stores = Só a gerência pode cuidar de todas as lojas.
problem-runs-all-stores = Só quem cuida de todas as lojas pode mudar esta conta.
