# Entrar, parear, configurar

login-title = Entrar
login-store = Loja
login-name = Nome
login-pin = PIN ou senha
login-button = Entrar
problem-unauthorized = Nome ou PIN incorreto. Tente de novo.
problem-wrong-pin = Nome e PIN ou senha não combinam. Confira os dois ou peça um PIN novo à gerência.
problem-setup-link-spent = Este link não vale mais. Se o Crema já está configurado, entre. Se não, reinicie-o para ter um novo.
problem-forbidden = Sua função não permite isso. Fale com a gerência.
problem-not-found = Esta página não existe ou foi removida.

pair-title = Parear este aparelho
pair-lead = A gerência digita este código em
pair-waiting = Aguardando aprovação

setup-title = Boas-vindas ao Crema
setup-lead = Dois minutos e o primeiro café já pode ser pedido.
setup-store-hint = Os clientes leem no alto do celular.
setup-name = Seu nome
setup-name-hint = Você entra com ele. Você será a primeira pessoa da gerência.
setup-pin = PIN ou senha
setup-button = Abrir a gestão
