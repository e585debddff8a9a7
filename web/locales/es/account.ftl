# Entrar, vincular, configurar

login-title = Entrar
login-store = Local
login-name = Nombre
login-pin = PIN o contraseña
login-button = Entrar
problem-unauthorized = El nombre o el PIN no es correcto. Inténtalo de nuevo.
problem-wrong-pin = El nombre y el PIN o la contraseña no coinciden. Revisa los dos o pide un PIN nuevo a quien gestiona el local.
problem-setup-link-spent = Este enlace ya no es válido. Si Crema ya está configurado, entra. Si no, reinícialo para tener uno nuevo.
problem-forbidden = Tu rol no permite eso. Pregunta a quien gestiona el local.
problem-not-found = Esta página no existe o ya no está disponible.

pair-title = Vincular este dispositivo
pair-lead = Este código se escribe en
pair-waiting = Esperando aprobación

setup-title = Te damos la bienvenida a Crema
setup-lead = Dos minutos y ya se podrá pedir el primer café.
setup-store-hint = Los clientes lo leen arriba en su móvil.
setup-name = Tu nombre
setup-name-hint = Lo usas para entrar. Serás la primera persona que gestiona el local.
setup-pin = PIN o contraseña
setup-button = Abrir la gestión
